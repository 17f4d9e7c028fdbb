/** When one client was let through, as a ring of 32-bit milliseconds, which wrap after 49 days. */
class Log {
  stamps = new Uint32Array(4);
  first = 0;
  length = 0;

  last(): number {
    return this.stamps[(this.first + this.length - 1) % this.stamps.length] as number;
  }

  oldest(): number {
    return this.stamps[this.first] as number;
  }

  push(stamp: number, limit: number): void {
    if (this.length === this.stamps.length) this.grow(limit);
    this.stamps[(this.first + this.length) % this.stamps.length] = stamp;
    this.length += 1;
  }

  /** Forgets what has left the window. */
  expire(now: number, windowMs: number): void {
    while (this.length > 0 && age(now, this.oldest()) >= windowMs) {
      this.first = (this.first + 1) % this.stamps.length;
      this.length -= 1;
    }
  }

  private grow(limit: number): void {
    const stamps = new Uint32Array(Math.min(this.stamps.length * 2, Math.max(limit, this.stamps.length + 1)));
    for (let i = 0; i < this.length; i += 1) stamps[i] = this.stamps[(this.first + i) % this.stamps.length] as number;
    this.stamps = stamps;
    this.first = 0;
  }
}

/** Milliseconds from a stamp to now, also across the wrap. */
function age(now: number, stamp: number): number {
  return (now - stamp) >>> 0;
}

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
 * under way. Memory is bounded by `keysMax` logs; the stalest goes first, and the keys that have nothing left in the window go by themselves.
 */
export class SlidingWindow {
  /** In the order of their last allowed attempt, because each one moves its key to the end. */
  private readonly logs = new Map<string, Log>();
  /** Keys forgotten before their time because the memory was full. */
  evictions = 0;

  constructor(
    private readonly windowMs: number,
    private readonly limit: number,
    private readonly keysMax: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.logs.size;
  }

  attempt(key: string): Attempt {
    const now = this.now();
    this.forgetExpired(now, 2);
    const log = this.logs.get(key) ?? new Log();
    log.expire(now, this.windowMs);
    const isAllowed = log.length < this.limit;
    if (isAllowed) {
      log.push(now, this.limit);
      this.keepLast(key, log);
    }
    const nextPlaceMs = log.length < this.limit ? 0 : this.windowMs - age(now, log.oldest());
    return { isAllowed, used: log.length, nextPlaceMs };
  }

  /** Frees the keys that have nothing left in the window. @param atMost how many are looked at */
  forgetExpired(now = this.now(), atMost = Infinity): void {
    let looked = 0;
    for (const [key, log] of this.logs) {
      if (looked >= atMost || age(now, log.last()) < this.windowMs) return;
      this.logs.delete(key);
      looked += 1;
    }
  }

  private keepLast(key: string, log: Log): void {
    if (!this.logs.delete(key) && this.logs.size >= this.keysMax) this.evictStalest();
    this.logs.set(key, log);
  }

  private evictStalest(): void {
    const stalest = this.logs.keys().next();
    if (stalest.done) return;
    this.logs.delete(stalest.value);
    this.evictions += 1;
  }

  private now(): number {
    return Math.floor(this.clock()) >>> 0;
  }
}
