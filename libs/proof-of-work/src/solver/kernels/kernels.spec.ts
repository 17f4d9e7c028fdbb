import { execFileSync } from 'node:child_process';
import { hash, randomBytes, randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PUZZLE_BYTES, writePuzzle } from '../../protocol.js';
import { BatchKernel } from './batch-kernel.js';
import type { Kernel, Puzzle } from './kernel.js';
import { javaScriptKernel, scalarKernel, simdKernel, subtleKernel } from './kernels.js';
import { LANES, WORDS } from './layout.js';

type AnyKernel = Kernel & { begin(puzzle: Puzzle, hi: number, lo?: number): void };
const kernels = [simdKernel, scalarKernel, javaScriptKernel, subtleKernel] as (() => AnyKernel)[];
const LAST = 2 ** 32 - 1;

/** Leading zero bits of a puzzle's hash, by node:crypto. */
function zeroBits({ token, puzzle }: Puzzle, hi: number, lo: number): number {
  const message = new Uint8Array(PUZZLE_BYTES);
  writePuzzle(message, token, puzzle, { hi, lo });
  return Math.clz32(hash('sha256', message, 'buffer').readUInt32BE(0));
}

/** The first lo from `lo` on at which one of the kernel's values of hi solves the puzzle, by node:crypto. */
function firstHit(puzzle: Puzzle, hi: number, lo: number, lanes: number): { hi: number; lo: number } {
  for (; ; lo++) {
    for (let lane = 0; lane < lanes; lane++) {
      const candidate = (hi + lane) % 2 ** 32;
      if (zeroBits(puzzle, candidate, lo) >= puzzle.bits) return { hi: candidate, lo };
    }
  }
}

async function solve(kernel: AnyKernel): Promise<unknown> {
  for (;;) {
    const { outcome } = await kernel.search(1000);
    if (outcome !== 'unfinished') return outcome;
  }
}

describe.each(kernels.map((make) => [make().name, make] as const))('the %s kernel', (name, make) => {
  const lanes = name === 'subtle' ? 1 : LANES;

  it('finds the first solution of random tokens, for every puzzle index, wherever it starts', async () => {
    const kernel = make();
    for (let i = 0; i < 24; i++) {
      const puzzle = { token: randomBytes(44), puzzle: i % 8, bits: randomInt(0, name === 'subtle' ? 9 : 13) };
      const [hi, lo] = [randomInt(0, 2 ** 32), randomInt(0, 2 ** 32 - 100_000)];
      kernel.begin(puzzle, hi, lo);
      expect(await solve(kernel)).toEqual(firstHit(puzzle, hi, lo, lanes));
    }
  });

  it.each([
    ['hi begins with 0', 0, 0],
    ['hi passes its end', LAST - 5, 7],
    ['hi has its sign bit set', 0x80000000, 0x7fffffff],
    ['lo passes into the sign bit', 5, 0x7ffffff0],
    ['hi and lo are large', LAST - LANES, LAST - 50_000],
  ])('finds the first solution where %s', async (_, hi, lo) => {
    const kernel = make();
    const puzzle = { token: Buffer.alloc(44, 0xff), puzzle: 255, bits: 7 };
    kernel.begin(puzzle, hi, lo);
    expect(await solve(kernel)).toEqual(firstHit(puzzle, hi, lo, lanes));
  });

  it('solves with the very last lo, and then is exhausted', async () => {
    const kernel = make();
    for (let i = 0; i < 3; i++) {
      const puzzle = { token: randomBytes(44), puzzle: i, bits: 0 };
      kernel.begin(puzzle, 9, LAST);
      expect((await kernel.search(10_000)).outcome).toEqual({ hi: 9, lo: LAST });
      kernel.begin({ ...puzzle, bits: 32 }, 9, LAST);
      expect(await kernel.search(10_000)).toEqual({ hashes: lanes, outcome: 'unfinished' });
      expect(await kernel.search(10_000)).toEqual({ hashes: 0, outcome: 'exhausted' });
    }
  });

  it('counts the hashes it computed', async () => {
    const kernel = make();
    kernel.begin({ token: randomBytes(44), puzzle: 0, bits: 32 }, 0);
    expect((await kernel.search(640)).hashes).toBe(640);
    kernel.begin({ token: randomBytes(44), puzzle: 0, bits: 0 }, 0);
    expect((await kernel.search(lanes)).hashes).toBe(lanes);
  });
});

// Token 00 01 02 .. 2b. First lo at which some hi of 0..63 gives so many zero bits, found with node:crypto.
const known = { token: Uint8Array.from({ length: 44 }, (_, i) => i), bits: 18 };
const KNOWN_SOLUTIONS = [
  [0, 53, 6324],
  [1, 4, 9060],
  [2, 19, 6001],
  [3, 16, 92],
  [4, 63, 9077],
  [5, 50, 2638],
  [6, 3, 1392],
  [7, 23, 2018],
];

describe.each(kernels.slice(0, 3).map((make) => [make().name, make] as const))('the %s kernel', (_, make) => {
  it.each(KNOWN_SOLUTIONS)('finds the known 18-bit solution of puzzle %i', async (puzzle, hi, lo) => {
    const kernel = make();
    kernel.begin({ ...known, puzzle }, 0);
    expect(await solve(kernel)).toEqual({ hi, lo });
    expect(zeroBits({ ...known, puzzle }, hi, lo)).toBeGreaterThanOrEqual(18);
  });
});

describe('generated kernels', () => {
  it('are what the generator writes', () => {
    const generator = new URL('../../../generator/main.mjs', import.meta.url).pathname;
    expect(execFileSync(process.execPath, [generator, '--check'], { encoding: 'utf8' })).toBe('');
  }, 30_000);

  it('are not believed when they claim a solution that is none', () => {
    const liar = new BatchKernel('simd', (_lo, left) => left, new Int32Array(WORDS.groups + LANES * WORDS.perLane), 4);
    liar.begin({ token: randomBytes(44), puzzle: 0, bits: 30 }, 0);
    expect(() => liar.search(1000)).toThrow('wrong hash');
  });
});
