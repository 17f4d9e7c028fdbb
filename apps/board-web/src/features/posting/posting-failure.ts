import { listingIdSchema } from '@initialsdb/contracts';
import { ProofError } from '@initialsdb/proof-of-work/solver';
import { faultText } from '../../lib/fault-text.js';
import { ApiError } from '@initialsdb/web';

/** Why a post did not happen, for people. The text is kept in every case. */
export interface PostingFailure {
  message: string;
  /** The same text, already on the board. */
  existingId?: number;
  /** When posting is allowed again, as Date.now() counts. */
  allowedAtMs?: number;
  /** Nothing went wrong: the person stopped it. */
  isCancelled?: boolean;
}

const defaultWaitMs = 10_000;

/** @param error what submit() rejected with */
export function failureOf(error: unknown): PostingFailure {
  if (error instanceof DOMException && error.name === 'AbortError') {
    return { message: 'Cancelled. Your text is kept.', isCancelled: true };
  }
  if (error instanceof ProofError) {
    // Offline, what makes the proof may not have arrived yet.
    const cause = navigator.onLine ? 'This browser could not finish the proof of work.' : 'You are offline.';
    return { message: `${cause} Your text is kept.` };
  }
  if (!(error instanceof ApiError)) return { message: `${faultText(error)} Your text is kept.` };
  switch (error.code) {
    case 'RATE_LIMITED':
      return {
        message: 'Too many posts from your network. Your text is kept.',
        allowedAtMs: Date.now() + (error.retryAfterMs ?? defaultWaitMs),
      };
    case 'DUPLICATE':
      return {
        message: 'This text is on the board already.',
        existingId: listingIdSchema.safeParse(error.problem.existingId).data,
      };
    case 'INVALID_INPUT':
      return { message: faultText(error) };
    default:
      return { message: `${faultText(error)} Your text is kept.` };
  }
}
