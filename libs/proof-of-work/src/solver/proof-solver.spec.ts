import type { Challenge } from '@initialsdb/contracts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ProofSolver } from './proof-solver.js';
import type { ProofProgress } from './proof-progress.js';
import type { ProofFate } from './proof-solver.js';
import { ScriptedWorker, TestPage } from './testing.js';

const TTL_MS = 100_000;

let issued = 0;
let workers: ScriptedWorker[];
let page: TestPage;
let progress: ProofProgress[];
let fetchChallenge: jest.Mock<(signal: AbortSignal) => Promise<Challenge>>;
let solver: ProofSolver;

beforeEach(() => {
  jest.useFakeTimers();
  issued = 0;
  workers = [];
  page = new TestPage();
  progress = [];
  fetchChallenge = jest.fn(() => {
    issued++;
    const token = Buffer.alloc(44, issued).toString('base64url');
    return Promise.resolve({ token, puzzles: 8, bits: 13, expiresInMs: TTL_MS });
  });
  solver = new ProofSolver({
    fetchChallenge,
    page,
    onProgress: (now) => progress.push(now),
    createWorker: () => {
      workers.push(new ScriptedWorker());
      return workers.at(-1)!;
    },
  });
});

afterEach(() => {
  solver.dispose();
  jest.useRealTimers();
});

/** Lets promises go on, and `ms` pass. */
const pass = (ms = 0) => jest.advanceTimersByTimeAsync(ms);
const busy = () => workers.filter(({ tasks, isTerminated }) => tasks.length > 0 && !isTerminated);

function solveAll(): void {
  for (let worker = busy()[0]; worker !== undefined; worker = busy()[0]) worker.solve();
}

/** What a promise is rejected with; asked for before it is, so that the rejection is not unhandled. */
function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (reason: unknown) => reason,
  );
}

/** A server that answers as told, and remembers the tokens it was sent. */
function server(...fates: ProofFate[]) {
  const tokens: number[] = [];
  return {
    tokens,
    send: (header: string) => {
      tokens.push(Buffer.from(header.split('.')[0]!, 'base64url')[0]!);
      return Promise.resolve(fates.shift() ?? 'spent');
    },
    judge: (fate: ProofFate) => fate,
  };
}

describe('ProofSolver', () => {
  it('prepares a proof with one worker from the first key on, and asks for one challenge', async () => {
    for (const key of 'Hello') {
      expect(key).not.toBe('');
      solver.start();
    }
    await pass();
    expect(fetchChallenge).toHaveBeenCalledTimes(1);
    expect(workers).toHaveLength(1);
    solveAll();
    expect(solver.progress).toMatchObject({ phase: 'solved', waiting: false, solved: 8, value: 1, difficulty: 16 });
    const { send, tokens } = server();
    expect(await solver.submit(send)).toBe('spent');
    expect(tokens).toEqual([1]);
  });

  it('takes all workers when Post is pressed, also without a key pressed before', async () => {
    const { send, judge } = server();
    const posted = solver.submit(send, judge);
    await pass();
    expect(busy()).toHaveLength(4);
    solveAll();
    expect(await posted).toBe('spent');
  });

  it('stays at one worker where the page says so', async () => {
    page.size = 1;
    void solver.submit(server().send);
    await pass();
    expect(workers).toHaveLength(1);
    solveAll();
  });

  it('shows a bar that never goes back and is full only when done', async () => {
    const posted = solver.submit(server().send);
    await pass();
    while (busy().length > 0) {
      for (const worker of busy()) {
        worker.progress();
        worker.solve();
      }
    }
    await posted;
    const values = progress.filter(({ phase }) => phase === 'solving' || phase === 'solved').map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values.filter((value) => value === 1)).toHaveLength(1);
    expect(values.some((value) => value > 0.5 && value < 1)).toBe(true);
  });

  it('is not begun twice by Post, and keeps what was solved before it', async () => {
    solver.start();
    await pass();
    workers[0]!.solve();
    const posted = solver.submit(server().send);
    await pass();
    expect(fetchChallenge).toHaveBeenCalledTimes(1);
    expect(solver.progress.solved).toBe(1);
    solveAll();
    await posted;
  });

  it('begins anew after a proof was spent, at the next key only', async () => {
    const posted = solver.submit(server().send);
    await pass();
    solveAll();
    await posted;
    await pass(1000);
    expect(fetchChallenge).toHaveBeenCalledTimes(1);
    solver.start();
    await pass();
    expect(fetchChallenge).toHaveBeenCalledTimes(2);
    expect(busy()).toHaveLength(1);
  });

  it('solves afresh and sends again when the server refused the proof', async () => {
    const { send, judge, tokens } = server('refused', 'spent');
    const posted = solver.submit(send, judge);
    await pass();
    solveAll();
    await pass();
    expect(solver.progress).toMatchObject({ phase: 'solving', waiting: true, solved: 0 });
    solveAll();
    expect(await posted).toBe('spent');
    expect(tokens).toEqual([1, 2]);
  });

  it('gives the refusal back when the third proof in a row is refused', async () => {
    const { send, judge, tokens } = server('refused', 'refused', 'refused', 'spent');
    const posted = solver.submit(send, judge);
    for (let i = 0; i < 3; i++) {
      await pass();
      solveAll();
    }
    expect(await posted).toBe('refused');
    expect(tokens).toEqual([1, 2, 3]);
  });

  it('keeps a proof that the server did not look at', async () => {
    const { send, judge, tokens } = server('unspent', 'spent');
    const first = solver.submit(send, judge);
    await pass();
    solveAll();
    expect(await first).toBe('unspent');
    expect(await solver.submit(send, judge)).toBe('spent');
    expect(tokens).toEqual([1, 1]);
  });

  it('keeps a proof when sending failed, and passes the failure on', async () => {
    const first = solver.submit(() => Promise.reject(new TypeError('offline')));
    const failure = failureOf(first);
    await pass();
    solveAll();
    expect(await failure).toEqual(new TypeError('offline'));
    const { send, tokens } = server();
    await solver.submit(send);
    expect(tokens).toEqual([1]);
  });

  it('refreshes the proof before it expires while somebody writes, and not for somebody who stopped', async () => {
    solver.start();
    await pass();
    solveAll();
    await pass(50_000);
    solver.start();
    await pass(45_001);
    expect(fetchChallenge).toHaveBeenCalledTimes(2);
    solveAll();
    await pass(10 * TTL_MS);
    expect(fetchChallenge).toHaveBeenCalledTimes(2);
    expect(solver.progress.phase).toBe('idle');
    const { send, tokens } = server();
    const posted = solver.submit(send);
    await pass();
    solveAll();
    await posted;
    expect(tokens).toEqual([3]);
  });

  it('gets a fresh challenge when one expires with Post waiting, and gives up after three', async () => {
    const posted = solver.submit(server().send);
    const failure = failureOf(posted);
    await pass(3 * TTL_MS);
    expect(await failure).toMatchObject({ code: 'TOO_SLOW' });
    expect(fetchChallenge).toHaveBeenCalledTimes(3);
    expect(busy()).toEqual([]);
  });

  it('rests while the page is hidden and nobody waits, and goes on where it was', async () => {
    solver.start();
    await pass();
    workers[0]!.solve();
    page.set({ hidden: true });
    expect(busy()).toEqual([]);
    expect(solver.progress.phase).toBe('paused');
    page.set({ hidden: false });
    expect(busy()).toHaveLength(1);
    expect(solver.progress).toMatchObject({ phase: 'solving', solved: 1 });
  });

  it('goes on while the page is hidden when Post was pressed', async () => {
    const posted = solver.submit(server().send);
    await pass();
    page.set({ hidden: true });
    expect(busy()).toHaveLength(4);
    solveAll();
    expect(await posted).toBe('spent');
  });

  it('ends its workers when the page is left, and goes on when it comes back', async () => {
    const posted = solver.submit(server().send);
    await pass();
    page.set({ hidden: true, frozen: true });
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    page.set({ hidden: false, frozen: false });
    expect(busy()).toHaveLength(4);
    solveAll();
    expect(await posted).toBe('spent');
  });

  it('gives up a challenge under way when the page is left, and asks again when it comes back', async () => {
    const signals: AbortSignal[] = [];
    fetchChallenge.mockImplementationOnce((signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const posted = solver.submit(server().send);
    await pass();
    page.set({ frozen: true });
    expect(signals[0]!.aborted).toBe(true);
    page.set({ frozen: false });
    await pass();
    solveAll();
    expect(await posted).toBe('spent');
  });

  it('ends at once when cancelled, and keeps what is solved for the next time', async () => {
    const posted = solver.submit(server().send);
    const failure = failureOf(posted);
    await pass();
    workers[0]!.solve();
    solver.cancel();
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    expect(await failure).toMatchObject({ name: 'AbortError' });
    expect(solver.progress).toMatchObject({ phase: 'paused', waiting: false, solved: 1 });
    await pass(1000);
    expect(busy()).toEqual([]);
    const again = solver.submit(server().send);
    await pass();
    solveAll();
    await again;
    expect(fetchChallenge).toHaveBeenCalledTimes(1);
  });

  it('heeds an abort signal, before and while it works', async () => {
    const controller = new AbortController();
    const posted = solver.submit(server().send, undefined, controller.signal);
    const failure = failureOf(posted);
    await pass();
    controller.abort('no more');
    expect(await failure).toBe('no more');
    expect(busy()).toEqual([]);
    await expect(solver.submit(server().send, undefined, controller.signal)).rejects.toBe('no more');
  });

  it('tells who waits that no challenge could be had, and bothers the server no more than every 5 s for keys', async () => {
    fetchChallenge.mockImplementation(() => Promise.reject(new Error('429')));
    solver.start();
    await pass();
    solver.start();
    await pass();
    expect(fetchChallenge).toHaveBeenCalledTimes(1);
    await expect(solver.submit(server().send)).rejects.toThrow('429');
    expect(fetchChallenge).toHaveBeenCalledTimes(2);
    await pass(5001);
    solver.start();
    await pass();
    expect(fetchChallenge).toHaveBeenCalledTimes(3);
  });

  it('says clearly that the worker could not be loaded', async () => {
    const posted = solver.submit(server().send);
    const failure = failureOf(posted);
    await pass();
    for (const worker of workers) worker.fail();
    expect(await failure).toMatchObject({ code: 'WORKER_FAILED', cause: 'Its script did not load.' });
  });

  it('ends workers that had nothing to do for 10 s', async () => {
    solver.start();
    await pass();
    solveAll();
    await pass(9_000);
    expect(workers[0]!.isTerminated).toBe(false);
    await pass(1_001);
    expect(workers[0]!.isTerminated).toBe(true);
  });

  it('leaves nothing behind when disposed of', async () => {
    const posted = solver.submit(server().send);
    const failure = failureOf(posted);
    await pass();
    const told = progress.length;
    solver.dispose();
    expect(await failure).toMatchObject({ name: 'AbortError' });
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    expect(page.listeners.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    expect(progress).toHaveLength(told);
    expect(await failureOf(solver.submit(server().send))).toMatchObject({ name: 'AbortError' });
  });
});
