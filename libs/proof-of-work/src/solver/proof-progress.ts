import type { KernelName } from './kernels/kernel.js';

/** How far a proof is, for whoever shows it. */
export interface ProofProgress {
  phase: 'idle' | 'fetching' | 'solving' | 'paused' | 'solved';
  /** Somebody waits for this proof: Post was pressed. */
  waiting: boolean;
  solved: number;
  puzzles: number;
  /** 0 to 1; never goes back within one challenge. */
  value: number;
  /** log2 of the expected hashes; null before there is a challenge. */
  difficulty: number | null;
  hashesPerSecond: number;
  kernel: KernelName | null;
}
