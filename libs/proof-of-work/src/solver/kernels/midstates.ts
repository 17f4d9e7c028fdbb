import { PUZZLE_BYTES, PUZZLE_LAYOUT, writePuzzle } from '../../protocol.js';
import { INITIAL_STATE, compress, runRounds } from '../../sha256.js';
import { LANES, WORDS } from './layout.js';
import type { Puzzle } from './kernel.js';

const rotr = (x: number, n: number): number => (x >>> n) | (x << (32 - n));
/** Rounds of block 2 before the one that takes lo. */
const CONSTANT_ROUNDS = 12;

/** The state after block 1 of a puzzle (8 words), for one hi. */
export function midstateOf({ token, puzzle }: Puzzle, hi: number): Int32Array {
  const message = new Uint8Array(PUZZLE_BYTES);
  writePuzzle(message, token, puzzle, { hi, lo: 0 });
  const schedule = new Int32Array(64);
  const words = new DataView(message.buffer);
  for (let i = 0; i < 16; i++) schedule[i] = words.getInt32(4 * i);
  const state = Int32Array.from(INITIAL_STATE);
  compress(state, schedule);
  return state;
}

/** The first word of the digest of a puzzle's message, from the midstate of its hi. */
export function firstDigestWord(midstate: Int32Array, lo: number): number {
  const state = midstate.slice();
  const schedule = new Int32Array(64);
  schedule[(PUZZLE_LAYOUT.lo - 64) / 4] = lo;
  schedule[(PUZZLE_BYTES - 64) / 4] = 0x80000000;
  schedule[15] = 8 * PUZZLE_BYTES;
  compress(state, schedule);
  return state[0] as number;
}

/**
 * Lays the midstates of a puzzle at hi .. hi + LANES - 1 out in a kernel's memory (see layout.ts), for words of `width` lanes,
 * and returns them.
 */
export function layOutMidstates(memory: Int32Array, width: number, puzzle: Puzzle, hi: number): Int32Array[] {
  const schedule = new Int32Array(64);
  return Array.from({ length: LANES }, (_, lane) => {
    const midstate = midstateOf(puzzle, (hi + lane) >>> 0);
    const state = midstate.slice();
    runRounds(state, schedule, CONSTANT_ROUNDS);
    const [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const t1 = h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + (g ^ (e & (f ^ g)));
    const t2 = (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) | (c & (a | b)));
    const group = WORDS.groups + Math.floor(lane / width) * width * WORDS.perLane;
    [t1 + t2, a, b, c, d + t1, e, f, g, midstate[0] as number].forEach((value, i) => {
      memory[group + i * width + (lane % width)] = value;
    });
    return midstate;
  });
}
