import { hash } from 'node:crypto';
import type { Challenge } from '@initialsdb/contracts';
import { PUZZLE_BYTES, decodeBase64url, formatSolution, writePuzzle } from '../index.js';

/** Solves a challenge with nothing but node:crypto, one puzzle after another: the slow, obvious reference. For tests. */
export function solveWithNode({ token, puzzles, bits }: Challenge): string {
  const bytes = decodeBase64url(token);
  if (bytes === null) throw new Error('The token is not base64url.');
  const message = Buffer.alloc(PUZZLE_BYTES);
  const nonces = Array.from({ length: puzzles }, (_, puzzle) => {
    for (let lo = 0; ; lo++) {
      writePuzzle(message, bytes, puzzle, { hi: 0, lo });
      if (Math.clz32(hash('sha256', message, 'buffer').readUInt32BE(0)) >= bits) return { hi: 0, lo };
    }
  });
  return formatSolution(token, nonces);
}
