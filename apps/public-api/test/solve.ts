import { hash } from 'node:crypto';
import type { Challenge } from '@initialsdb/contracts';

/** Solves a challenge as the contract's section 4 says, byte by byte and with none of the product's code. */
export function solve({ token, puzzles, bits }: Challenge): string {
  const message = Buffer.alloc(116);
  message.set(Buffer.from(token, 'base64url'), 0);
  const nonces = Buffer.alloc(8 * puzzles);
  for (let puzzle = 0; puzzle < puzzles; puzzle += 1) {
    message[59] = puzzle;
    nonces.writeUInt32BE(solvePuzzle(message, bits), 8 * puzzle + 4);
  }
  return `${token}.${nonces.toString('base64url')}`;
}

function solvePuzzle(message: Buffer, bits: number): number {
  for (let lo = 0; ; lo += 1) {
    message.writeUInt32BE(lo, 112);
    if (Math.clz32(hash('sha256', message, 'buffer').readUInt32BE(0)) >= bits) return lo;
  }
}
