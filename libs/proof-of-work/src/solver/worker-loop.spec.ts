import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PUZZLE_BYTES, writePuzzle } from '../protocol.js';
import { KernelLadder } from './kernel-ladder.js';
import { javaScriptKernel } from './kernels/kernels.js';
import type { Kernel } from './kernels/kernel.js';
import type { SolvedMessage, WorkMessage, WorkerMessage } from './messages.js';
import { WorkerLoop } from './worker-loop.js';

const token = new Uint8Array(44).fill(5);

function workOf(puzzles: number[], more: Partial<WorkMessage> = {}): WorkMessage {
  return { attempt: 1, token, bits: 8, tasks: puzzles.map((puzzle) => ({ puzzle, hi: 0 })), ...more };
}

/** A loop whose messages are kept; `until` waits for so many messages of a type. */
function setUp(kernels?: (() => Kernel)[]) {
  const messages: WorkerMessage[] = [];
  let heard = (): void => undefined;
  const loop = new WorkerLoop(
    (message) => {
      messages.push(structuredClone(message));
      heard();
    },
    () => new KernelLadder(kernels),
  );
  const of = (type: WorkerMessage['type']) => messages.filter((message) => message.type === type);
  const until = (type: WorkerMessage['type'], count: number) =>
    new Promise<void>((resolve) => {
      heard = () => {
        if (of(type).length >= count) resolve();
      };
      heard();
    });
  const solved = () => of('solved') as SolvedMessage[];
  return { loop, until, of, solved };
}

/** Lets the loop go on for as long as it likes, up to `ms`. */
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function isRight({ puzzle, nonce }: SolvedMessage, bits: number): boolean {
  const message = new Uint8Array(PUZZLE_BYTES);
  writePuzzle(message, token, puzzle, nonce);
  return Math.clz32(hash('sha256', message, 'buffer').readUInt32BE(0)) >= bits;
}

describe('WorkerLoop', () => {
  it('solves one task after another, and says how many hashes it took', async () => {
    const { loop, until, solved } = setUp();
    loop.receive(workOf([3, 0, 7]));
    await until('solved', 3);
    expect(solved().map(({ puzzle }) => puzzle)).toEqual([3, 0, 7]);
    expect(solved().every((message) => message.hashes > 0 && isRight(message, 8))).toBe(true);
  });

  it('rests when told to, and takes up new work', async () => {
    const { loop, until, of, solved } = setUp();
    loop.receive(workOf([0], { bits: 32 }));
    await until('progress', 1);
    loop.receive(workOf([]));
    const before = of('progress').length;
    await pass(150);
    expect(of('progress').length - before).toBeLessThanOrEqual(1);
    loop.receive(workOf([1], { attempt: 2 }));
    await until('solved', 1);
    expect(solved()[0]).toMatchObject({ attempt: 2, puzzle: 1 });
  });

  it('does not solve again what the page names again before it heard of it', async () => {
    const { loop, until, solved } = setUp();
    loop.receive(workOf([0, 1]));
    await until('solved', 2);
    loop.receive(workOf([0, 1, 2]));
    await until('solved', 3);
    expect(solved().map(({ puzzle }) => puzzle)).toEqual([0, 1, 2]);
  });

  it('goes on with another kernel when one computes wrong hashes', async () => {
    const liar = (): Kernel => ({
      name: 'simd',
      hashesPerCall: 20_000,
      begin: () => undefined,
      search: () => {
        throw new Error('wrong hash');
      },
    });
    const { loop, until, solved } = setUp([liar, javaScriptKernel]);
    loop.receive(workOf([0]));
    await until('solved', 1);
    expect(solved()[0]!.kernel).toBe('javascript');
    expect(isRight(solved()[0]!, 8)).toBe(true);
  });

  it('goes on in the next range of hi when one is exhausted', async () => {
    const begun: number[] = [];
    const short = (): Kernel => ({
      name: 'simd',
      hashesPerCall: 64,
      begin: (_, hi) => begun.push(hi),
      search: (hashes) =>
        begun.length < 4 ? { hashes, outcome: 'exhausted' } : { hashes, outcome: { hi: begun.at(-1)!, lo: 0 } },
    });
    const { loop, until, solved } = setUp([short]);
    loop.receive(workOf([], { tasks: [{ puzzle: 0, hi: 1024 }] }));
    await until('solved', 1);
    expect(begun).toEqual([1024, 1088, 1152, 1216]);
    expect(solved()[0]!.nonce.hi).toBe(1216);
  });

  it('says so when nothing works', async () => {
    const { loop, until, of } = setUp([]);
    loop.receive(workOf([0]));
    await until('failed', 1);
    expect(of('failed')).toEqual([{ type: 'failed', message: 'This browser offers no way to compute SHA-256.' }]);
  });
});
