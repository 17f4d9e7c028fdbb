import { PUZZLE_BYTES, PUZZLE_LAYOUT, hasLeadingZeros, writePuzzle } from '../../protocol.js';
import type { Kernel, Puzzle, SearchResult } from './kernel.js';

const VALUES_OF_LO = 2 ** 32;
/** Digests under way at once: hides most of the hand-over to the browser's crypto threads. */
const BATCH = 64;

/** What is left where the browser compiles nothing at all (lockdown modes): its own SHA-256, one promise per hash. */
export class SubtleKernel implements Kernel {
  readonly name = 'subtle';
  readonly hashesPerCall = BATCH;
  private readonly message = new Uint8Array(PUZZLE_BYTES);
  private readonly words = new DataView(this.message.buffer);
  private bits = 0;
  private hi = 0;
  private lo = 0;

  constructor(private readonly subtle: SubtleCrypto) {
    if (subtle === undefined) throw new Error('This page has no crypto.subtle: it is no secure context.');
  }

  begin({ token, puzzle, bits }: Puzzle, hi: number, lo = 0): void {
    writePuzzle(this.message, token, puzzle, { hi, lo });
    this.bits = bits;
    this.hi = hi;
    this.lo = lo;
  }

  async search(hashes: number): Promise<SearchResult> {
    const wanted = Math.max(1, Math.ceil(hashes));
    const first = this.lo;
    const count = Math.min(wanted, VALUES_OF_LO - first);
    if (count === 0) return { hashes: 0, outcome: 'exhausted' };
    const digests = await Promise.all(
      Array.from({ length: count }, (_, i) => {
        this.words.setUint32(PUZZLE_LAYOUT.lo, first + i);
        // digest() copies its input before it returns.
        return this.subtle.digest('SHA-256', this.message);
      }),
    );
    this.lo = first + count;
    const hit = digests.findIndex((digest) => hasLeadingZeros(new DataView(digest).getUint32(0), this.bits));
    return { hashes: count, outcome: hit < 0 ? 'unfinished' : { hi: this.hi, lo: first + hit } };
  }
}
