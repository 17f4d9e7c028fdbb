/** A proof that was let through, and is spent now. */
export interface Acceptance {
  ok: true;
  bits: number;
  puzzles: number;
  /** log2 of the expected hashes of this solution. */
  difficulty: number;
  /** From the issue of the challenge to its use, in milliseconds. */
  ageMs: number;
}

export type RefusalCode = 'POW_REQUIRED' | 'POW_INVALID' | 'POW_EXPIRED' | 'POW_REPLAYED' | 'UNAVAILABLE';

/** A refusal; `code` and `detail` are fit for a problem document (RFC 9457). */
export interface Refusal {
  ok: false;
  code: RefusalCode;
  detail: string;
}

export type Verdict = Acceptance | Refusal;

const DETAILS: Record<RefusalCode, string> = {
  POW_REQUIRED: 'This request needs a Pow-Solution header. Get a challenge from /pow/challenge and solve it.',
  POW_INVALID: 'This proof of work is not valid here. Get a fresh challenge from the same address and browser.',
  POW_EXPIRED: 'This proof of work has expired. Get a fresh challenge.',
  POW_REPLAYED: 'This proof of work was used before. Get a fresh challenge.',
  UNAVAILABLE: 'Too many proofs of work are in use at the moment. Try again shortly.',
};

const REFUSALS = Object.fromEntries(
  Object.entries(DETAILS).map(([code, detail]) => [code, Object.freeze({ ok: false, code, detail })]),
) as Record<RefusalCode, Refusal>;

export function refuse(code: RefusalCode): Refusal {
  return REFUSALS[code];
}
