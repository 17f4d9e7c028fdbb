import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SolverStage, TTL_MS, failureOf, pass, server } from './solver-stage.js';

let stage: SolverStage;

beforeEach(() => {
  stage = new SolverStage();
});

afterEach(() => {
  stage.clear();
});

describe('the life of a ProofSolver', () => {
  it('refreshes the proof before it expires while somebody writes, and not for somebody who stopped', async () => {
    stage.solver.start();
    await pass();
    stage.solveAll();
    await pass(50_000);
    stage.solver.start();
    await pass(45_001);
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(2);
    stage.solveAll();
    await pass(10 * TTL_MS);
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(2);
    expect(stage.solver.progress.phase).toBe('idle');
    const { send, tokens } = server();
    const posted = stage.solver.submit(send);
    await pass();
    stage.solveAll();
    await posted;
    expect(tokens).toEqual([3]);
  });

  it('gets a fresh challenge when one expires with Post waiting, and gives up after three', async () => {
    const posted = stage.solver.submit(server().send);
    const failure = failureOf(posted);
    await pass(3 * TTL_MS);
    expect(await failure).toMatchObject({ code: 'TOO_SLOW' });
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(3);
    expect(stage.busy).toEqual([]);
  });

  it('rests while the page is hidden and nobody waits, and goes on where it was', async () => {
    stage.solver.start();
    await pass();
    stage.workers[0]!.solve();
    stage.page.set({ hidden: true });
    expect(stage.busy).toEqual([]);
    expect(stage.solver.progress.phase).toBe('paused');
    stage.page.set({ hidden: false });
    expect(stage.busy).toHaveLength(1);
    expect(stage.solver.progress).toMatchObject({ phase: 'solving', solved: 1 });
  });

  it('goes on while the page is hidden when Post was pressed', async () => {
    const posted = stage.solver.submit(server().send);
    await pass();
    stage.page.set({ hidden: true });
    expect(stage.busy).toHaveLength(4);
    stage.solveAll();
    expect(await posted).toBe('spent');
  });

  it('ends its workers when the page is left, and goes on when it comes back', async () => {
    const posted = stage.solver.submit(server().send);
    await pass();
    stage.page.set({ hidden: true, frozen: true });
    expect(stage.workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    stage.page.set({ hidden: false, frozen: false });
    expect(stage.busy).toHaveLength(4);
    stage.solveAll();
    expect(await posted).toBe('spent');
  });

  it('gives up a challenge under way when the page is left, and asks again when it comes back', async () => {
    const signals: AbortSignal[] = [];
    stage.fetchChallenge.mockImplementationOnce((signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const posted = stage.solver.submit(server().send);
    await pass();
    stage.page.set({ frozen: true });
    expect(signals[0]!.aborted).toBe(true);
    stage.page.set({ frozen: false });
    await pass();
    stage.solveAll();
    expect(await posted).toBe('spent');
  });

  it('ends at once when cancelled, and keeps what is solved for the next time', async () => {
    const posted = stage.solver.submit(server().send);
    const failure = failureOf(posted);
    await pass();
    stage.workers[0]!.solve();
    stage.solver.cancel();
    expect(stage.workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    expect(await failure).toMatchObject({ name: 'AbortError' });
    expect(stage.solver.progress).toMatchObject({ phase: 'paused', waiting: false, solved: 1 });
    await pass(1000);
    expect(stage.busy).toEqual([]);
    const again = stage.solver.submit(server().send);
    await pass();
    stage.solveAll();
    await again;
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(1);
  });

  it('heeds an abort signal, before and while it works', async () => {
    const controller = new AbortController();
    const posted = stage.solver.submit(server().send, undefined, controller.signal);
    const failure = failureOf(posted);
    await pass();
    controller.abort('no more');
    expect(await failure).toBe('no more');
    expect(stage.busy).toEqual([]);
    await expect(stage.solver.submit(server().send, undefined, controller.signal)).rejects.toBe('no more');
  });

  it('ends workers that had nothing to do for 10 s', async () => {
    stage.solver.start();
    await pass();
    stage.solveAll();
    await pass(9_000);
    expect(stage.workers[0]!.isTerminated).toBe(false);
    await pass(1_001);
    expect(stage.workers[0]!.isTerminated).toBe(true);
  });

  it('leaves nothing behind when disposed of', async () => {
    const posted = stage.solver.submit(server().send);
    const failure = failureOf(posted);
    await pass();
    const told = stage.progress.length;
    stage.solver.dispose();
    expect(await failure).toMatchObject({ name: 'AbortError' });
    expect(stage.workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    expect(stage.page.listeners.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    expect(stage.progress).toHaveLength(told);
    expect(await failureOf(stage.solver.submit(server().send))).toMatchObject({ name: 'AbortError' });
  });
});
