import { hasLeadingZeros } from '../../protocol.js';
import type { Kernel, KernelName, Puzzle, SearchResult } from './kernel.js';
import { LANES } from './layout.js';
import { firstDigestWord, layOutMidstates } from './midstates.js';

/**
 * The generated function: tries `left` values of lo from `lo` on for all midstates in memory. Where the first word of some digest
 * has no bit of `mask`, returns how many of the `left` remained with the one that hit, else 0.
 */
export type Search = (lo: number, left: number, mask: number) => number;

const VALUES_OF_LO = 2 ** 32;
/** One long call would stay in the browser's baseline code and run at half speed; calls of this length get replaced by optimised code. */
const HASHES_PER_CALL = 20_000;

/** A kernel made of generated code: searches LANES values of hi for each lo. */
export class BatchKernel implements Kernel {
  readonly hashesPerCall = HASHES_PER_CALL;
  private midstates: Int32Array[] = [];
  private bits = 0;
  private hi = 0;
  private lo = 0;

  /** `width` is the number of lanes of the generated code's word, `memory` what it reads the midstates from. */
  constructor(
    readonly name: KernelName,
    private readonly generated: Search,
    private readonly memory: Int32Array,
    private readonly width: number,
  ) {}

  begin(puzzle: Puzzle, hi: number, lo = 0): void {
    this.midstates = layOutMidstates(this.memory, this.width, puzzle, hi);
    this.bits = puzzle.bits;
    this.hi = hi;
    this.lo = lo;
  }

  search(hashes: number): SearchResult {
    const wanted = Math.max(1, Math.ceil(hashes / LANES));
    const calls = Math.min(wanted, VALUES_OF_LO - this.lo);
    if (calls === 0) return { hashes: 0, outcome: 'exhausted' };
    const mask = this.bits === 0 ? 0 : -1 << (32 - this.bits);
    const left = this.generated(this.lo | 0, calls, mask);
    if (left === 0) {
      this.lo += calls;
      return { hashes: calls * LANES, outcome: 'unfinished' };
    }
    const lo = this.lo + calls - left;
    return { hashes: (calls - left + 1) * LANES, outcome: { hi: this.hiOf(lo), lo } };
  }

  /** The generated code says at which lo it hit, not in which lane. Checking it here also keeps a miscompiled kernel from lying. */
  private hiOf(lo: number): number {
    const lane = this.midstates.findIndex((midstate) => hasLeadingZeros(firstDigestWord(midstate, lo), this.bits));
    if (lane < 0) throw new Error(`The ${this.name} kernel computed a wrong hash.`);
    return (this.hi + lane) >>> 0;
  }
}
