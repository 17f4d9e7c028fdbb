import type { Challenge } from '@initialsdb/contracts';
import type { Attempt } from './attempt.js';
import { ChallengeSource } from './challenge-source.js';
import { thisPage } from './page.js';
import type { Page } from './page.js';
import { ProofError } from './proof-error.js';
import type { ProofProgress } from './proof-progress.js';
import { WorkerPool } from './worker-pool.js';
import type { WorkerLike } from './worker-pool.js';

/** Warm workers are kept this long without work. */
const IDLE_WORKERS_MS = 10_000;
const MOST_SENDS = 3;
const MOST_EXPIRIES = 3;

/** What became of a proof that was sent: accepted, still good (refused for something else before it was looked at), or refused. */
export type ProofFate = 'spent' | 'unspent' | 'refused';

export interface ProofSolverOptions {
  /** Gets `GET /pow/challenge`. What it throws reaches whoever waits for the proof. */
  fetchChallenge: (signal: AbortSignal) => Promise<Challenge>;
  onProgress?: (progress: ProofProgress) => void;
  createWorker?: () => WorkerLike;
  page?: Page;
}

/**
 * Solves proofs of work for one form, off the main thread. `start` at each key press prepares a proof in the background with one
 * worker and keeps it fresh while keys come; `submit` waits for it with all workers, sends, and solves afresh where the server
 * refused the proof. A page has as many solvers as it has forms; they don't know of each other.
 */
export class ProofSolver {
  private readonly page: Page;
  private readonly pool: WorkerPool;
  private readonly challenges: ChallengeSource;
  private readonly stopListening: () => void;
  private attempt: Attempt | null = null;
  private waiting: { resolve: (solution: string) => void; reject: (reason: unknown) => void } | null = null;
  private isSending = false;
  private isDisposed = false;
  /** When the last key was pressed that no proof was sent for, or null. */
  private activeAtMs: number | null = null;
  private expiries = 0;
  private expiryTimer: ReturnType<typeof setTimeout> | undefined;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ProofSolverOptions) {
    this.page = options.page ?? thisPage();
    this.challenges = new ChallengeSource(options.fetchChallenge);
    this.pool = new WorkerPool(
      options.createWorker ?? newWorker,
      () => {
        this.update();
      },
      (message) => {
        this.challenges.holdBack();
        this.fail(new ProofError('WORKER_FAILED', message));
      },
    );
    this.stopListening = this.page.onChange(() => {
      this.update();
    });
  }

  /** Somebody is writing: begins to prepare a proof in the background. Cheap enough for every key press. */
  start(): void {
    const isFirst = this.activeAtMs === null || this.attempt === null;
    this.activeAtMs = performance.now();
    if (isFirst) this.update();
  }

  /**
   * Gets a proof, hands the value of the `Pow-Solution` header to `send` and returns its result. `judge` tells from the result
   * what became of the proof: 'refused' (403 POW_INVALID, POW_EXPIRED, POW_REPLAYED) has it solved and sent again, up to three
   * times in all; 'unspent' (415, 413, 429) keeps it for the next call. Where `send` throws, the proof is kept too.
   * Rejects with the reason of `signal`, with ProofError, or with what `fetchChallenge` threw.
   */
  async submit<T>(
    send: (powSolution: string) => Promise<T>,
    judge: (result: T) => ProofFate = () => 'spent',
    signal?: AbortSignal,
  ): Promise<T> {
    for (let sends = 1; ; sends++) {
      const solution = await this.solve(signal);
      let fate: ProofFate = 'unspent';
      this.isSending = true;
      try {
        const result = await send(solution);
        fate = judge(result);
        if (fate !== 'refused' || sends === MOST_SENDS) return result;
      } finally {
        this.isSending = false;
        if (fate !== 'unspent') this.attempt = null;
        if (fate === 'spent') this.activeAtMs = null;
        this.update();
      }
    }
  }

  /** Stops at once, workers included; who waits is rejected with AbortError. What is solved is kept for the next time. */
  cancel(reason: unknown = new DOMException('The proof of work was cancelled.', 'AbortError')): void {
    this.activeAtMs = null;
    this.pool.terminate();
    this.fail(reason);
  }

  /** Ends everything and says nothing more; the solver can't be used again. */
  dispose(): void {
    this.stopListening();
    clearTimeout(this.expiryTimer);
    clearTimeout(this.idleTimer);
    this.isDisposed = true;
    this.cancel();
  }

  get progress(): ProofProgress {
    const { attempt } = this;
    const challenge = attempt?.challenge;
    return {
      phase: this.phase,
      waiting: this.waiting !== null,
      solved: challenge && attempt ? challenge.puzzles - attempt.unsolved.length : 0,
      puzzles: challenge?.puzzles ?? 0,
      value: attempt?.value ?? 0,
      difficulty: challenge ? challenge.bits + Math.log2(challenge.puzzles) : null,
      hashesPerSecond: this.pool.hashesPerSecond,
      kernel: this.pool.kernel,
    };
  }

  private get phase(): ProofProgress['phase'] {
    if (this.attempt?.isSolved) return 'solved';
    if (!this.isWanted) return this.attempt ? 'paused' : 'idle';
    if (this.attempt) return 'solving';
    return this.challenges.isBusy ? 'fetching' : 'idle';
  }

  private get isWanted(): boolean {
    if (this.page.isFrozen()) return false;
    if (this.waiting !== null) return true;
    return this.activeAtMs !== null && !this.page.isHidden() && this.challenges.isHopeful;
  }

  private async solve(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    if (this.isDisposed) throw new DOMException('The form is gone.', 'AbortError');
    if (this.waiting !== null || this.isSending) throw new Error('This solver is already busy with a submit.');
    const promise = new Promise<string>((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
    this.expiries = 0;
    this.activeAtMs ??= performance.now();
    const abort = (): void => {
      this.cancel(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
    this.update();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Looks at the state and does what it asks for; called after everything that changes it. */
  private update(): void {
    if (this.isSending || this.isDisposed) return;
    this.dropExpired();
    if (this.page.isFrozen()) this.freeze();
    else if (this.attempt?.isSolved) this.finish(this.attempt);
    else if (!this.isWanted) this.pool.rest();
    else if (this.attempt) this.pool.run(this.attempt, this.waiting ? this.page.workers() : 1);
    else this.begin();
    this.setTimers();
    this.options.onProgress?.(this.progress);
  }

  private finish(attempt: Attempt): void {
    this.pool.rest();
    this.waiting?.resolve(attempt.solution);
    this.waiting = null;
  }

  /** A page with workers or requests under way may not be kept by the browser; they begin anew when it comes back. */
  private freeze(): void {
    this.pool.terminate();
    this.challenges.abort();
  }

  private dropExpired(): void {
    const { attempt } = this;
    if (attempt === null || performance.now() < attempt.usableUntilMs) return;
    this.attempt = null;
    this.pool.rest();
    if (this.waiting !== null && ++this.expiries === MOST_EXPIRIES) {
      this.waiting.reject(new ProofError('TOO_SLOW'));
      this.waiting = null;
    }
    // Somebody who stopped writing has no proofs made for nothing.
    const wroteSince = this.activeAtMs !== null && this.activeAtMs > attempt.arrivedAtMs;
    if (this.waiting === null && !wroteSince) this.activeAtMs = null;
  }

  private begin(): void {
    void this.fetch();
    this.pool.warm();
  }

  private async fetch(): Promise<void> {
    let attempt: Attempt | null;
    try {
      attempt = await this.challenges.next();
    } catch (error) {
      this.fail(error);
      return;
    }
    if (attempt === null) return;
    this.attempt = attempt;
    this.update();
  }

  private fail(reason: unknown): void {
    this.challenges.abort();
    this.activeAtMs = null;
    this.waiting?.reject(reason);
    this.waiting = null;
    this.update();
  }

  private setTimers(): void {
    clearTimeout(this.expiryTimer);
    clearTimeout(this.idleTimer);
    const update = (): void => {
      this.update();
    };
    if (this.attempt) this.expiryTimer = setTimeout(update, this.attempt.usableUntilMs - performance.now() + 1);
    if (this.phase !== 'solving') {
      this.idleTimer = setTimeout(() => {
        this.pool.terminate();
      }, IDLE_WORKERS_MS);
    }
  }
}

/** Vite makes the worker's script a chunk of its own from this expression. */
function newWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'proof-of-work' });
}
