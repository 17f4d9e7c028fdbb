import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SolverStage, failureOf, pass, server } from './solver-stage.js';

let stage: SolverStage;

beforeEach(() => {
  stage = new SolverStage();
});

afterEach(() => {
  stage.clear();
});

describe('ProofSolver', () => {
  it('prepares a proof with one worker from the first key on, and asks for one challenge', async () => {
    for (const key of 'Hello') {
      expect(key).not.toBe('');
      stage.solver.start();
    }
    await pass();
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(1);
    expect(stage.workers).toHaveLength(1);
    stage.solveAll();
    expect(stage.solver.progress).toMatchObject({
      phase: 'solved',
      waiting: false,
      solved: 8,
      value: 1,
      difficulty: 16,
    });
    const { send, tokens } = server();
    expect(await stage.solver.submit(send)).toBe('spent');
    expect(tokens).toEqual([1]);
  });

  it('has the first worker load while the challenge is on its way', async () => {
    stage.fetchChallenge.mockImplementationOnce(() => new Promise(() => undefined));
    const failure = failureOf(stage.solver.submit(server().send));
    expect(stage.solver.progress.phase).toBe('fetching');
    expect(stage.workers).toHaveLength(1);
    stage.workers[0]!.fail();
    expect(await failure).toMatchObject({ code: 'WORKER_FAILED' });
    expect(stage.fetchChallenge.mock.calls[0]![0].aborted).toBe(true);
  });

  it('takes all workers when Post is pressed, also without a key pressed before', async () => {
    const { send, judge } = server();
    const posted = stage.solver.submit(send, judge);
    await pass();
    expect(stage.busy).toHaveLength(4);
    stage.solveAll();
    expect(await posted).toBe('spent');
  });

  it('stays at one worker where the page says so', async () => {
    stage.page.size = 1;
    void stage.solver.submit(server().send);
    await pass();
    expect(stage.workers).toHaveLength(1);
    stage.solveAll();
  });

  it('shows a bar that never goes back and is full only when done', async () => {
    const posted = stage.solver.submit(server().send);
    await pass();
    while (stage.busy.length > 0) {
      for (const worker of stage.busy) {
        worker.progress();
        worker.solve();
      }
    }
    await posted;
    const values = stage.progress
      .filter(({ phase }) => phase === 'solving' || phase === 'solved')
      .map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values.filter((value) => value === 1)).toHaveLength(1);
    expect(values.some((value) => value > 0.5 && value < 1)).toBe(true);
  });

  it('is not begun twice by Post, and keeps what was solved before it', async () => {
    stage.solver.start();
    await pass();
    stage.workers[0]!.solve();
    const posted = stage.solver.submit(server().send);
    await pass();
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(1);
    expect(stage.solver.progress.solved).toBe(1);
    stage.solveAll();
    await posted;
  });

  it('begins anew after a proof was spent, at the next key only', async () => {
    const posted = stage.solver.submit(server().send);
    await pass();
    stage.solveAll();
    await posted;
    await pass(1000);
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(1);
    stage.solver.start();
    await pass();
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(2);
    expect(stage.busy).toHaveLength(1);
  });

  it('solves afresh and sends again when the server refused the proof', async () => {
    const { send, judge, tokens } = server('refused', 'spent');
    const posted = stage.solver.submit(send, judge);
    await pass();
    stage.solveAll();
    await pass();
    expect(stage.solver.progress).toMatchObject({ phase: 'solving', waiting: true, solved: 0 });
    stage.solveAll();
    expect(await posted).toBe('spent');
    expect(tokens).toEqual([1, 2]);
  });

  it('gives the refusal back when the third proof in a row is refused', async () => {
    const { send, judge, tokens } = server('refused', 'refused', 'refused', 'spent');
    const posted = stage.solver.submit(send, judge);
    for (let i = 0; i < 3; i++) {
      await pass();
      stage.solveAll();
    }
    expect(await posted).toBe('refused');
    expect(tokens).toEqual([1, 2, 3]);
  });

  it('keeps a proof that the server did not look at', async () => {
    const { send, judge, tokens } = server('unspent', 'spent');
    const first = stage.solver.submit(send, judge);
    await pass();
    stage.solveAll();
    expect(await first).toBe('unspent');
    expect(await stage.solver.submit(send, judge)).toBe('spent');
    expect(tokens).toEqual([1, 1]);
  });

  it('keeps a proof when sending failed, and passes the failure on', async () => {
    const first = stage.solver.submit(() => Promise.reject(new TypeError('offline')));
    const failure = failureOf(first);
    await pass();
    stage.solveAll();
    expect(await failure).toEqual(new TypeError('offline'));
    const { send, tokens } = server();
    await stage.solver.submit(send);
    expect(tokens).toEqual([1]);
  });

  it('tells who waits that no challenge could be had, and bothers the server no more than every 5 s for keys', async () => {
    stage.fetchChallenge.mockImplementation(() => Promise.reject(new Error('429')));
    stage.solver.start();
    await pass();
    stage.solver.start();
    await pass();
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(1);
    await expect(stage.solver.submit(server().send)).rejects.toThrow('429');
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(2);
    await pass(5001);
    stage.solver.start();
    await pass();
    expect(stage.fetchChallenge).toHaveBeenCalledTimes(3);
  });

  it('says clearly that the worker could not be loaded', async () => {
    const posted = stage.solver.submit(server().send);
    const failure = failureOf(posted);
    await pass();
    for (const worker of stage.workers) worker.fail();
    expect(await failure).toMatchObject({ code: 'WORKER_FAILED', cause: 'Its script did not load.' });
  });
});
