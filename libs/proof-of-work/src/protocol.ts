import { decodeBase64url, encodeBase64url } from './base64url.js';

/** Length of a decoded token in bytes. */
export const TOKEN_BYTES = 44;
const TOKEN_CHARACTERS = Math.ceil((TOKEN_BYTES * 8) / 6);
/** Length in bytes of the message hashed for one puzzle. */
export const PUZZLE_BYTES = 116;
/** Length in bytes of one puzzle's answer: hi and lo, 32 bits each, big-endian. */
export const NONCE_BYTES = 8;
/** How many puzzles a challenge has: enough for an honest bar, few enough to check in microseconds. */
export const DEFAULT_PUZZLES = 8;

/** Where the parts of a puzzle's message lie, in bytes from its start; all other bytes are zero. */
export const PUZZLE_LAYOUT = { token: 0, puzzle: 59, hi: 60, lo: 112 } as const;

/** The answer to one puzzle: two unsigned 32-bit numbers. */
export interface Nonce {
  hi: number;
  lo: number;
}

/**
 * Writes the 116-byte message of one puzzle into `target`, whose unused bytes must be zero already.
 * `token` has 44 bytes; `puzzle` is the puzzle's index, 0 to 255.
 */
export function writePuzzle(target: Uint8Array, token: Uint8Array, puzzle: number, nonce: Nonce): void {
  target.set(token, PUZZLE_LAYOUT.token);
  target[PUZZLE_LAYOUT.puzzle] = puzzle;
  writeWord(target, PUZZLE_LAYOUT.hi, nonce.hi);
  writeWord(target, PUZZLE_LAYOUT.lo, nonce.lo);
}

/** Whether a digest whose first four bytes are `firstWord` (big-endian) begins with `bits` (0 to 32) zero bits. */
export function hasLeadingZeros(firstWord: number, bits: number): boolean {
  return Math.clz32(firstWord) >= bits;
}

/** The value of the header `Pow-Solution`; one nonce per puzzle, in the order of the puzzles. */
export function formatSolution(token: string, nonces: readonly Nonce[]): string {
  const bytes = new Uint8Array(nonces.length * NONCE_BYTES);
  nonces.forEach((nonce, i) => {
    writeWord(bytes, i * NONCE_BYTES, nonce.hi);
    writeWord(bytes, i * NONCE_BYTES + 4, nonce.lo);
  });
  return `${token}.${encodeBase64url(bytes)}`;
}

/**
 * Takes a header value apart: the token's 44 bytes, and the nonces' bytes when asked for. Null, or null then, for anything
 * but canonical unpadded base64url of the right length: a server reads the nonces only of a token that it signed.
 */
export function parseSolution(
  header: string,
): { token: Uint8Array; nonces: (puzzles: number) => Uint8Array | null } | null {
  const dot = header.indexOf('.');
  if (dot !== TOKEN_CHARACTERS) return null;
  const token = decodeBase64url(header.slice(0, dot));
  if (token === null) return null;
  return {
    token,
    nonces: (puzzles) => {
      const bytes = decodeBase64url(header.slice(dot + 1));
      return bytes?.length === puzzles * NONCE_BYTES ? bytes : null;
    },
  };
}

function writeWord(target: Uint8Array, offset: number, word: number): void {
  target[offset] = word >>> 24;
  target[offset + 1] = word >>> 16;
  target[offset + 2] = word >>> 8;
  target[offset + 3] = word;
}
