import type { Nonce } from '../../protocol.js';

export type KernelName = 'simd' | 'wasm' | 'javascript' | 'subtle';

/** One puzzle to search: the token's 44 bytes, the puzzle's index and the zero bits asked for (0 to 32). */
export interface Puzzle {
  token: Uint8Array;
  puzzle: number;
  bits: number;
}

/** A way to search a puzzle. It holds one puzzle and one range of hi at a time. */
export interface Kernel {
  readonly name: KernelName;
  /** About as many hashes as one call should compute: long enough to be worth the call, short enough to stay responsive. */
  readonly hashesPerCall: number;
  /** Takes up a puzzle at hi .. hi + LANES - 1 (modulo 2^32) and lo = 0. */
  begin(puzzle: Puzzle, hi: number): void;
  /**
   * Goes on for about `hashes` hashes. A nonce ends the search; 'exhausted' means that every lo was tried and
   * `begin` must be called with other values of hi. Throws where the kernel's arithmetic turns out to be wrong.
   */
  search(hashes: number): SearchResult | Promise<SearchResult>;
}

export interface SearchResult {
  /** Hashes computed by this call. */
  hashes: number;
  outcome: Nonce | 'unfinished' | 'exhausted';
}
