import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MemoryUsedTokenStore } from './used-tokens.js';

const TTL_MS = 1000;

describe('MemoryUsedTokenStore', () => {
  it('tells the first use of 100,000 tokens from every later one', () => {
    const store = new MemoryUsedTokenStore(TTL_MS);
    const tokens = Array.from({ length: 100_000 }, () => randomBytes(44));
    expect(tokens.every((token) => store.use(token, 1500, 600) === 'first')).toBe(true);
    expect(tokens.every((token) => store.use(token, 1500, 1499) === 'replayed')).toBe(true);
  });

  it('never forgets a live token through a long steady flow, and frees the dead', () => {
    const store = new MemoryUsedTokenStore(TTL_MS, 512);
    const live: { token: Buffer; expiresAtMs: number }[] = [];
    for (let nowMs = 0; nowMs < 20 * TTL_MS; nowMs += 3) {
      const fresh = { token: randomBytes(44), expiresAtMs: nowMs + TTL_MS - (nowMs % 7) * 50 };
      live.push(fresh);
      while (live[0]!.expiresAtMs <= nowMs) live.shift();
      const outcomes = [store.use(fresh.token, fresh.expiresAtMs, nowMs)];
      for (const { token, expiresAtMs } of [live[0]!, live[live.length >> 1]!]) {
        if (expiresAtMs > nowMs) outcomes.push(store.use(token, expiresAtMs, nowMs));
      }
      expect(outcomes).toEqual(['first', ...outcomes.slice(1).map(() => 'replayed')]);
    }
  });

  it('takes at most 24 bytes per live token when full', () => {
    const store = new MemoryUsedTokenStore(TTL_MS, 4096);
    let live = 0;
    while (store.use(randomBytes(44), 999, 0) === 'first') live++;
    expect(live).toBe(store.capacity);
    expect(store.memoryBytes / live).toBeLessThan(24);
  });

  it('takes a tag of zeros like any other', () => {
    const store = new MemoryUsedTokenStore(TTL_MS, 16);
    const token = new Uint8Array(44);
    expect([store.use(token, 500, 0), store.use(token, 500, 0)]).toEqual(['first', 'replayed']);
  });

  it('will not take what it could not remember, or what is dead', () => {
    const store = new MemoryUsedTokenStore(TTL_MS);
    expect(() => store.use(randomBytes(44), 1001, 0)).toThrow(RangeError);
    expect(() => store.use(randomBytes(44), 1000, 1000)).toThrow(RangeError);
  });
});
