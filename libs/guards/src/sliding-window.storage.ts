import type { OnApplicationShutdown } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Metrics } from '@initialsdb/server';
import { SlidingWindow } from './sliding-window.js';

const clientsMaxDefault = 100_000;
const sweepMs = 10_000;

type StorageRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/**
 * The throttler's memory: one sliding window per budget, in this process. (The package's own counts per route, counts refused requests
 * too, and never frees a key.) Another storage, for several processes, would stand in its place.
 */
export class SlidingWindowStorage implements ThrottlerStorage, OnApplicationShutdown {
  private readonly windows = new Map<string, SlidingWindow>();
  private readonly sweep = setInterval(() => this.forgetExpired(), sweepMs).unref();

  /** @param clientsMax clients remembered at most, per budget */
  constructor(
    metrics: Metrics,
    private readonly clientsMax = clientsMaxDefault,
  ) {
    metrics.gauge('rate_limit_clients', 'Clients with requests in the window, over all budgets.', () =>
      this.sum('size'),
    );
    metrics.gauge('rate_limit_bytes', 'Memory of the times of requests, over all budgets.', () => this.sum('bytes'));
    metrics.gauge('rate_limit_evictions', 'Clients forgotten because the memory was full.', () =>
      this.sum('evictions'),
    );
  }

  increment(key: string, ttl: number, limit: number, _blockMs: number, budget: string): Promise<StorageRecord> {
    const { isAllowed, used, nextPlaceMs } = this.windowOf(budget, ttl, limit).attempt(key);
    const seconds = Math.ceil(nextPlaceMs / 1000);
    return Promise.resolve({
      totalHits: used,
      timeToExpire: seconds,
      isBlocked: !isAllowed,
      timeToBlockExpire: seconds,
    });
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweep);
  }

  private windowOf(budget: string, windowMs: number, limit: number): SlidingWindow {
    let window = this.windows.get(budget);
    if (!window) {
      window = new SlidingWindow(windowMs, limit, this.clientsMax);
      this.windows.set(budget, window);
    }
    return window;
  }

  private forgetExpired(): void {
    for (const window of this.windows.values()) window.forgetExpired();
  }

  private sum(property: 'size' | 'evictions' | 'bytes'): number {
    return Array.from(this.windows.values()).reduce((sum, window) => sum + window[property], 0);
  }
}
