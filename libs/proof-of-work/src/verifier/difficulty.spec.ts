import { describe, expect, it } from '@jest/globals';
import { AdaptiveDifficulty } from './difficulty.js';

const MINUTE = 60_000;
const FLOOR = 21;

/** Runs posts through the rule and says, for each, what was asked for before it. `at` is in milliseconds, ascending. */
function simulate(posts: { at: number; client: string }[], difficulty = new AdaptiveDifficulty(FLOOR, FLOOR + 4)) {
  const asked = posts.map(({ at, client }) => {
    const bits = difficulty.of(client, at);
    difficulty.count(client, at);
    return bits;
  });
  return { difficulty, asked };
}

/** `count` posts at an even pace over `forMs` from `from` on. */
function posts(count: number, forMs: number, client: (i: number) => string, from = 0) {
  return Array.from({ length: count }, (_, i) => ({ at: from + (i * forMs) / count, client: client(i) }));
}

describe('AdaptiveDifficulty', () => {
  it('stays at the floor through a slow day: 2,000 posts of 500 people', () => {
    const { asked } = simulate(posts(2000, 24 * 60 * MINUTE, (i) => `person ${(i * 7919) % 500}`));
    expect(new Set(asked)).toEqual(new Set([FLOOR]));
  });

  it('stays at the floor for one who posts 30 listings in a row', () => {
    expect(new Set(simulate(posts(30, MINUTE, () => 'eager')).asked)).toEqual(new Set([FLOOR]));
  });

  it('asks one who floods for a bit more with every doubling, and nobody else', () => {
    const { asked, difficulty } = simulate(posts(200, 9 * MINUTE, () => 'flooder'));
    const firstAt = (bits: number): number => asked.indexOf(bits);
    expect([0, 1, 2, 3].map((extra) => firstAt(FLOOR + extra))).toEqual([0, 33, 65, 129]);
    expect(difficulty.of('somebody', 9 * MINUTE)).toBe(FLOOR);
    expect(difficulty.of(null, 9 * MINUTE)).toBe(FLOOR);
  });

  it('makes a lasting flood of one client cost many times the floor', () => {
    // 10 posts a minute is all that the rate limit lets through.
    const { asked } = simulate(posts(600, 60 * MINUTE, () => 'flooder'));
    const lastHalf = asked.slice(300);
    expect(Math.min(...lastHalf)).toBe(FLOOR + 2);
  });

  it('meets a flood from a thousand addresses with everybody, up to the ceiling and not beyond', () => {
    const { asked, difficulty } = simulate(posts(20_000, 9 * MINUTE, (i) => `bot ${i % 1000}`));
    expect(Math.max(...asked)).toBe(FLOOR + 4);
    expect(difficulty.of(null, 9 * MINUTE)).toBe(FLOOR + 4);
    expect(difficulty.of('bot 1', 9 * MINUTE)).toBe(FLOOR + 4);
  });

  it('takes a burst of 250 people within a minute for what it is', () => {
    const { asked } = simulate(posts(250, MINUTE, (i) => `person ${i}`));
    expect(new Set(asked)).toEqual(new Set([FLOOR]));
  });

  it('falls back by itself, step by step, within 20 minutes', () => {
    const { difficulty } = simulate(posts(20_000, 9 * MINUTE, () => 'flooder'));
    const after = [9, 12, 15, 18, 19, 20].map((minutes) => difficulty.of('flooder', minutes * MINUTE) - FLOOR);
    expect(after).toEqual(after.toSorted((a, b) => b - a));
    expect(after[0]).toBe(4);
    expect(after.at(-1)).toBe(0);
    expect(difficulty.of('flooder', 60 * MINUTE)).toBe(FLOOR);
  });

  it('never moves where the ceiling is the floor', () => {
    const { asked } = simulate(
      posts(5000, MINUTE, () => 'flooder'),
      new AdaptiveDifficulty(FLOOR, FLOOR),
    );
    expect(new Set(asked)).toEqual(new Set([FLOOR]));
  });

  it('counts 10,000 clients one by one and no more, and still feels the rest', () => {
    const { difficulty } = simulate(posts(30_000, MINUTE, (i) => `bot ${i}`));
    simulate(
      posts(40, MINUTE, () => 'late', MINUTE),
      difficulty,
    );
    expect(difficulty.clients).toBe(10_000);
    expect(difficulty.of('late', 2 * MINUTE)).toBe(FLOOR + 4);
  });
});
