/** What the bench's page offers as `globalThis.bench`. */
export interface PowBench {
  /** Speeds in as many fresh workers at once; an entry per worker. */
  rates(request: RatesRequest, workers: number): Promise<Rates[]>;
  /** Solves a challenge of 8 puzzles from nothing, the worker's script included. */
  solve(bits: number, workers: number): Promise<Solve>;
  /** Begins a proof that takes for ever, and resolves once it is searching. */
  begin(workers: number): Promise<void>;
  /** Cancels that proof. */
  cancel(): void;
}

/** Measure these searchers, each `rounds` times for `forMs` milliseconds, taken in turn. */
export interface RatesRequest {
  names: string[];
  rounds: number;
  forMs: number;
}

/** Hashes per second in each round, by searcher. */
export type Rates = Record<string, number[]>;

export interface Solve {
  tookMs: number;
  /** The longest time between two frames of the page meanwhile. */
  longestFrameMs: number;
  kernel: string | null;
}
