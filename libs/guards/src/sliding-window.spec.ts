import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SlidingWindow } from './sliding-window.js';
import { StampQueues } from './stamp-queues.js';

function windowAt(limit: number, { windowMs = 1000, keysMax = 100, startMs = 0 } = {}) {
  const time = { now: startMs };
  return { time, window: new SlidingWindow(windowMs, limit, keysMax, () => time.now) };
}

describe('a sliding window', () => {
  it('lets exactly so many through at once', () => {
    const { window } = windowAt(10);
    const allowed = Array.from({ length: 500 }, () => window.attempt('a')).filter(({ isAllowed }) => isAllowed);
    expect(allowed).toHaveLength(10);
  });

  it('slides: a place comes free when the oldest leaves, not when a fixed window ends', () => {
    const { time, window } = windowAt(2);
    window.attempt('a');
    time.now = 900;
    window.attempt('a');
    time.now = 999;
    expect(window.attempt('a')).toEqual({ isAllowed: false, used: 2, nextPlaceMs: 1 });
    time.now = 1000;
    expect(window.attempt('a')).toEqual({ isAllowed: true, used: 2, nextPlaceMs: 900 });
    expect(window.attempt('a').isAllowed).toBe(false);
  });

  it('does not count what it refused', () => {
    const { time, window } = windowAt(1);
    window.attempt('a');
    for (time.now = 1; time.now < 1000; time.now += 1) expect(window.attempt('a').isAllowed).toBe(false);
    expect(window.attempt('a').isAllowed).toBe(true);
  });

  it('keeps clients apart', () => {
    const { window } = windowAt(1);
    expect(window.attempt('a').isAllowed).toBe(true);
    expect(window.attempt('b').isAllowed).toBe(true);
    expect(window.attempt('a').isAllowed).toBe(false);
  });

  it('frees the keys that have nothing left in the window', () => {
    const { time, window } = windowAt(5, { keysMax: 1000 });
    for (let i = 0; i < 500; i += 1) window.attempt(`client ${i}`);
    time.now = 1000;
    window.attempt('another');
    expect(window.size).toBe(499);
    window.forgetExpired();
    expect(window.size).toBe(1);
  });

  it('forgets the stalest client when its memory is full, and says how often', () => {
    const { time, window } = windowAt(1, { keysMax: 3 });
    for (const key of ['a', 'b', 'c', 'd']) {
      time.now += 1;
      window.attempt(key);
    }
    expect(window.size).toBe(3);
    expect(window.evictions).toBe(1);
    expect(window.attempt('d').isAllowed).toBe(false);
    expect(window.attempt('a').isAllowed).toBe(true);
  });

  it('does not let refused attempts push others out', () => {
    const { window } = windowAt(0, { keysMax: 1 });
    expect(window.attempt('a').isAllowed).toBe(false);
    expect(window.size).toBe(0);
  });

  it('stays small: the times of 100,000 clients that came once take under 8 MB, and their room is used again', () => {
    const queues = new StampQueues();
    const fill = () => {
      for (let queue = 0; queue < 100_000; queue += 1) queues.push(queue, queue);
    };
    fill();
    const { bytes } = queues;
    expect(bytes).toBeLessThan(8_000_000);
    for (let queue = 0; queue < 100_000; queue += 1) queues.clear(queue);
    fill();
    expect(queues.bytes).toBe(bytes);
  });

  it('agrees with a plain list of times, also where the clock’s 32 bits wrap', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 400 }))),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), steps, (limit, attempts) => {
        const { time, window } = windowAt(limit, { startMs: 2 ** 32 - 2000 });
        const times: Record<string, number[]> = { a: [], b: [], c: [] };
        for (const [key, waitMs] of attempts) {
          time.now += waitMs;
          const inWindow = times[key]!.filter((at) => time.now - at < 1000);
          const isAllowed = inWindow.length < limit;
          if (isAllowed) times[key]!.push(time.now);
          expect(window.attempt(key).isAllowed).toBe(isAllowed);
        }
      }),
    );
  });
});
