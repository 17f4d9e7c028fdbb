import type { Challenge } from '@initialsdb/contracts';
import { jest } from '@jest/globals';
import type { ProofProgress } from './proof-progress.js';
import { ProofSolver } from './proof-solver.js';
import type { ProofFate } from './proof-solver.js';
import { ScriptedWorker, TestPage } from './testing.js';

/** Life of the stage's challenges. */
export const TTL_MS = 100_000;

/** A solver whose page, workers, challenges and clock are in the test's hands. Challenge n has a token of n in every byte. */
export class SolverStage {
  readonly page = new TestPage();
  readonly workers: ScriptedWorker[] = [];
  readonly progress: ProofProgress[] = [];
  readonly fetchChallenge: jest.Mock<(signal: AbortSignal) => Promise<Challenge>>;
  readonly solver: ProofSolver;

  constructor() {
    jest.useFakeTimers();
    let issued = 0;
    this.fetchChallenge = jest.fn(() => {
      issued++;
      const token = Buffer.alloc(44, issued).toString('base64url');
      return Promise.resolve({ token, puzzles: 8, bits: 13, expiresInMs: TTL_MS });
    });
    this.solver = new ProofSolver({
      fetchChallenge: this.fetchChallenge,
      page: this.page,
      onProgress: (now) => this.progress.push(now),
      createWorker: () => {
        const worker = new ScriptedWorker();
        this.workers.push(worker);
        return worker;
      },
    });
  }

  /** Workers that have something to search. */
  get busy(): ScriptedWorker[] {
    return this.workers.filter(({ tasks, isTerminated }) => tasks.length > 0 && !isTerminated);
  }

  solveAll(): void {
    for (let [worker] = this.busy; worker !== undefined; [worker] = this.busy) worker.solve();
  }

  clear(): void {
    this.solver.dispose();
    jest.useRealTimers();
  }
}

/** Lets promises go on, and `ms` pass. */
export function pass(ms = 0): Promise<void> {
  return jest.advanceTimersByTimeAsync(ms);
}

/** What a promise is rejected with; asked for before it is, so that the rejection is not unhandled. */
export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (reason: unknown) => reason,
  );
}

/** A server that answers as told, and remembers the tokens it was sent. */
export function server(...fates: ProofFate[]) {
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
