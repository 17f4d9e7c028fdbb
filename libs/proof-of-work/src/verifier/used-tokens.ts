import { randomBytes } from 'node:crypto';
import { tagOf } from './token.js';

/** Remembers which tokens were used, for as long as they live. */
export interface UsedTokenStore {
  /**
   * Marks a signed token, which expires at `expiresAtMs`, as used, in one atomic step: of any number of calls with one token
   * exactly one is told 'first'. 'full': there is no room, and nothing was marked. A live token is never forgotten.
   */
  use(token: Uint8Array, expiresAtMs: number, nowMs: number): 'first' | 'replayed' | 'full';
}

const TAG_BYTES = 8;
/** Fuller tables would be searched for long; with this, 8-byte tags in two tables make 21.3 bytes per live token. */
const FULLEST = 0.75;
/** About 2,000 posts a second for 100 s, in 4 MiB. */
const DEFAULT_SLOTS = 2 ** 18;

/**
 * Used tokens in this process's memory: two hash tables of 64-bit tags, of fixed size. Time is cut into slices as long as a token's
 * life; a token is kept in the table of the slice it expires in. Live tokens expire in this slice or the next, so when a slice
 * begins, the table of the one before holds only the dead and is cleared for the one after.
 */
export class MemoryUsedTokenStore implements UsedTokenStore {
  /** Size of the tables in bytes; it doesn't grow. */
  readonly memoryBytes: number;
  /** Tokens that each table can hold, and so live tokens at least. */
  readonly capacity: number;
  private readonly slots: number;
  private readonly tables: [Table, Table];
  // So that no one who knows tokens can choose some that meet in one slot.
  private readonly secret = randomBytes(4).readUInt32LE();

  /** `ttlMs` is the longest life of a token in milliseconds, `slots` a power of two. */
  constructor(
    private readonly ttlMs: number,
    slots = DEFAULT_SLOTS,
  ) {
    if (!Number.isInteger(Math.log2(slots))) throw new RangeError('slots must be a power of two.');
    this.slots = slots;
    this.capacity = Math.floor(slots * FULLEST);
    this.memoryBytes = 2 * slots * TAG_BYTES;
    const table = (): Table => ({ slice: -1, used: 0, tags: new Uint32Array(2 * slots) });
    this.tables = [table(), table()];
  }

  use(token: Uint8Array, expiresAtMs: number, nowMs: number): 'first' | 'replayed' | 'full' {
    const livesMs = expiresAtMs - nowMs;
    if (livesMs <= 0 || livesMs > this.ttlMs)
      throw new RangeError('The token is dead, or lives longer than the store remembers.');
    const table = this.tableOf(Math.floor(expiresAtMs / this.ttlMs));
    let { high, low } = tagOf(token);
    if (high === 0 && low === 0) low = 1; // Two zeros are an empty slot.
    const { tags } = table;
    let slot = Math.imul(high ^ this.secret, 0x9e3779b1) >>> 0;
    for (;;) {
      slot &= this.slots - 1;
      const [slotHigh, slotLow] = [tags[2 * slot], tags[2 * slot + 1]];
      if (slotHigh === high && slotLow === low) return 'replayed';
      if (slotHigh === 0 && slotLow === 0) break;
      slot++;
    }
    if (table.used === this.capacity) return 'full';
    tags[2 * slot] = high;
    tags[2 * slot + 1] = low;
    table.used++;
    return 'first';
  }

  private tableOf(slice: number): Table {
    const table = this.tables[slice % 2] as Table;
    if (table.slice !== slice) {
      table.slice = slice;
      table.used = 0;
      table.tags.fill(0);
    }
    return table;
  }
}

interface Table {
  /** The number of the slice of time whose tokens it holds. */
  slice: number;
  used: number;
  /** Pairs of words, a tag each. */
  tags: Uint32Array;
}
