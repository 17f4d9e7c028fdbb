import { describe, expect, it, jest } from '@jest/globals';
import { Attempt } from './attempt.js';
import { ScriptedWorker } from './testing.js';
import { WorkerPool } from './worker-pool.js';

const challenge = { token: 'A'.repeat(58) + 'A', puzzles: 8, bits: 10, expiresInMs: 100_000 };

function setUp() {
  const workers: ScriptedWorker[] = [];
  const create = jest.fn(() => {
    workers.push(new ScriptedWorker());
    return workers.at(-1)!;
  });
  const onFailure = jest.fn();
  const onProgress = jest.fn();
  const pool = new WorkerPool(create, onProgress, onFailure);
  return { pool, workers, create, onFailure, onProgress, attempt: new Attempt(challenge, 0) };
}

const queues = (workers: ScriptedWorker[]) => workers.map(({ tasks }) => tasks.map(({ puzzle }) => puzzle));

describe('WorkerPool', () => {
  it('gives one worker all the puzzles', () => {
    const { pool, workers, attempt } = setUp();
    pool.run(attempt, 1);
    expect(queues(workers)).toEqual([[0, 1, 2, 3, 4, 5, 6, 7]]);
  });

  it('shares whole puzzles out evenly when more workers come, and leaves the first at what it was at', () => {
    const { pool, workers, attempt } = setUp();
    pool.run(attempt, 1);
    workers[0]!.solve();
    pool.run(attempt, 3);
    expect(workers[0]!.tasks[0]).toEqual({ puzzle: 1, hi: 0 });
    const byLength = (a: unknown[], b: unknown[]): number => a.length - b.length;
    expect(queues(workers).toSorted(byLength)).toMatchObject([{ length: 2 }, { length: 2 }, { length: 3 }]);
    expect(new Set(queues(workers).flat())).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  });

  it('has spare workers help with unsolved puzzles, each in a range of its own', () => {
    const { pool, workers, attempt } = setUp();
    pool.run(attempt, 8);
    while (attempt.unsolved.length > 2) workers.find(({ tasks }) => attempt.unsolved[0] === tasks[0]?.puzzle)!.solve();
    const tasks = workers.map(({ tasks: [task] }) => task!);
    expect(tasks.filter(({ puzzle }) => puzzle === 6)).toHaveLength(4);
    expect(tasks.filter(({ puzzle }) => puzzle === 7)).toHaveLength(4);
    expect(new Set(tasks.map(({ puzzle, hi }) => `${puzzle} ${hi}`)).size).toBe(8);
  });

  it('solves everything however many workers there are, and then they rest', () => {
    for (let size = 1; size <= 9; size++) {
      const { pool, workers, attempt } = setUp();
      pool.run(attempt, size);
      for (let turn = 0; !attempt.isSolved; turn++) {
        const worker = workers[turn % size]!;
        if (worker.tasks.length > 0) worker.solve();
      }
      expect(queues(workers)).toEqual(workers.map(() => []));
    }
  });

  it('rests without losing what is solved, goes on elsewhere, and can shrink', () => {
    const { pool, workers, attempt } = setUp();
    pool.run(attempt, 2);
    workers[1]!.solve();
    pool.rest();
    expect(queues(workers)).toEqual([[], []]);
    pool.run(attempt, 1);
    expect(queues(workers)[0]).toHaveLength(7);
    expect(queues(workers)[1]).toEqual([]);
    expect(workers[0]!.tasks.every(({ hi }) => hi > 0)).toBe(true);
  });

  it('does not mind news of an attempt that is over', () => {
    const { pool, workers, attempt } = setUp();
    pool.run(attempt, 1);
    const next = new Attempt(challenge, 0);
    pool.run(next, 1);
    workers[0]!.attempt = attempt.id;
    workers[0]!.solve();
    expect(next.unsolved).toHaveLength(8);
  });

  it('goes on with the others when a worker fails, and says when none is left', () => {
    const { pool, workers, attempt, onFailure } = setUp();
    pool.run(attempt, 2);
    workers[0]!.fail();
    expect(queues([workers[1]!])[0]).toHaveLength(8);
    expect(onFailure).not.toHaveBeenCalled();
    workers[1]!.fail();
    expect(onFailure).toHaveBeenCalledWith('Its script did not load.');
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  it('says when no worker can be made', () => {
    const { pool, create, attempt, onFailure } = setUp();
    create.mockImplementation(() => {
      throw new Error('refused by the content security policy');
    });
    pool.run(attempt, 2);
    expect(onFailure).toHaveBeenCalledTimes(1);
  });
});
