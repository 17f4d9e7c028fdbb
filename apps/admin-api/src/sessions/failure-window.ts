/** Keys are addresses or names that anybody may send: beyond this many the one that failed longest ago is forgotten. */
const keysMax = 20_000;

/** Counts failures per key within a sliding window, in bounded memory. */
export class FailureWindow {
  /** Times of failures in ms, oldest first; the Map's own order is by the newest failure. */
  private readonly failures = new Map<string, number[]>();

  constructor(
    private readonly windowMs: number,
    private readonly keepMax: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** How many failures of a key lie within the window, at most `keepMax`. */
  count(key: string): number {
    return this.recent(key).length;
  }

  /** Counts a failure now and returns its mark, by which it can be taken back. */
  add(key: string): number {
    const mark = this.now();
    const times = [...this.recent(key), mark].slice(-this.keepMax);
    this.failures.delete(key);
    this.failures.set(key, times);
    this.forgetOldest();
    return mark;
  }

  /** Takes one failure back: it was none. */
  remove(key: string, mark: number): void {
    const times = this.failures.get(key);
    const index = times?.lastIndexOf(mark) ?? -1;
    if (!times || index < 0) return;
    times.splice(index, 1);
    if (times.length === 0) this.failures.delete(key);
  }

  /** Milliseconds until the oldest of `limit` failures leaves the window; 0 where there are fewer. */
  waitMs(key: string, limit: number): number {
    const times = this.recent(key);
    const oldest = times[times.length - limit];
    return oldest === undefined ? 0 : oldest + this.windowMs - this.now();
  }

  private recent(key: string): number[] {
    const since = this.now() - this.windowMs;
    const times = (this.failures.get(key) ?? []).filter((time) => time > since);
    if (times.length === 0) this.failures.delete(key);
    return times;
  }

  private forgetOldest(): void {
    const [oldest] = this.failures.keys();
    if (this.failures.size > keysMax && oldest !== undefined) this.failures.delete(oldest);
  }
}
