const MESSAGES = {
  WORKER_FAILED: 'The proof of work could not run in this browser.',
  TOO_SLOW: 'This device did not finish the proof of work in time.',
} as const;

export type ProofErrorCode = keyof typeof MESSAGES;

/** Why there can be no proof; `message` is fit to be shown, `cause` has what the browser said. */
export class ProofError extends Error {
  override readonly name = 'ProofError';

  constructor(
    readonly code: ProofErrorCode,
    cause?: string,
  ) {
    super(MESSAGES[code], { cause });
  }
}
