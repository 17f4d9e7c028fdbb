import { RecentKeys } from './recent-keys.js';
import { StampQueues } from './stamp-queues.js';

/** What one attempt came to. Times are in milliseconds from now. */
export interface Attempt {
  isAllowed: boolean;
  /** Requests in the window, this one included where it was allowed. */
  used: number;
  /** When the next place comes free. */
  nextPlaceMs: number;
}

/**
 * A true sliding window: in any `windowMs` at most `limit` attempts of a key are allowed. It remembers each allowed attempt and no
 * refused one, so that knocking at the door doesn't keep it shut. One step without awaiting, so it is exact however many requests are
 * under way. Memory is bounded: of more than `keysMax` keys the stalest goes first, and those with nothing left in the window go by
 * themselves. Stamps are milliseconds in 32 bits, which wrap after 49 days.
 */
export class SlidingWindow {
  /** In the order of their last allowed attempt. */
  private readonly keys = new RecentKeys();
  /** When each key was allowed, by the number that `keys` gives it. */
  private readonly stamps = new StampQueues();
  /** Keys forgotten before their time because the memory was full. */
  evictions = 0;

  constructor(
    private readonly windowMs: number,
    private readonly limit: number,
    private readonly keysMax: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.keys.size;
  }

  /** Of the remembered times; the keys themselves take about 150 bytes each on top. */
  get bytes(): number {
    return this.stamps.bytes;
  }

  attempt(key: string): Attempt {
    const now = this.now();
    this.forgetExpired(now, 2);
    const slot = this.keys.slotOf(key);
    if (slot !== 0) this.expire(slot, now);
    const used = slot === 0 ? 0 : this.stamps.length(slot);
    if (used >= this.limit) return { isAllowed: false, used, nextPlaceMs: this.nextPlaceMs(slot, now) };
    const kept = this.keep(key, slot);
    this.stamps.push(kept, now);
    return { isAllowed: true, used: used + 1, nextPlaceMs: used + 1 < this.limit ? 0 : this.nextPlaceMs(kept, now) };
  }

  /** Frees the keys that have nothing left in the window. @param atMost how many of them */
  forgetExpired(now = this.now(), atMost = Infinity): void {
    for (let freed = 0; freed < atMost; freed += 1) {
      const slot = this.keys.stalest;
      if (slot === 0) return;
      this.expire(slot, now);
      if (this.stamps.length(slot) > 0) return;
      this.keys.remove(slot);
    }
  }

  private keep(key: string, slot: number): number {
    if (slot !== 0) {
      this.keys.touch(slot);
      return slot;
    }
    if (this.keys.size >= this.keysMax) this.evictStalest();
    return this.keys.add(key);
  }

  private evictStalest(): void {
    const slot = this.keys.stalest;
    this.stamps.clear(slot);
    this.keys.remove(slot);
    this.evictions += 1;
  }

  /** Forgets what has left the window. */
  private expire(slot: number, now: number): void {
    while (this.stamps.length(slot) > 0 && age(now, this.stamps.oldest(slot)) >= this.windowMs) this.stamps.shift(slot);
  }

  private nextPlaceMs(slot: number, now: number): number {
    return slot === 0 ? this.windowMs : this.windowMs - age(now, this.stamps.oldest(slot));
  }

  private now(): number {
    return Math.floor(this.clock()) >>> 0;
  }
}

/** Milliseconds from a stamp to now, also across the wrap. */
function age(now: number, stamp: number): number {
  return (now - stamp) >>> 0;
}
