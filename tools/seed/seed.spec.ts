import { describe, expect, it } from '@jest/globals';
import { codePointLength, fold, hasControlCharacter, normalizeBody } from '@initialsdb/contracts';
import { readCount } from './count.js';
import { listing } from './listing.js';

const bodies = Array.from({ length: 5000 }, (_, n) => listing(1, n));

describe('seeded listings', () => {
  it('are what anybody could have posted', () => {
    for (const body of bodies) {
      expect(normalizeBody(body)).toBe(body);
      expect(hasControlCharacter(body)).toBe(false);
      expect(body.isWellFormed()).toBe(true);
      expect(codePointLength(body)).toBeGreaterThan(0);
      expect(codePointLength(body)).toBeLessThanOrEqual(2000);
    }
  });

  it('are the same for the same numbers and differ otherwise', () => {
    expect(listing(1, 77)).toBe(bodies[77]);
    expect(listing(2, 77)).not.toBe(bodies[77]);
    expect(new Set(bodies.map(fold)).size).toBe(bodies.length);
  });

  it('are in many scripts', () => {
    for (const script of [
      /\p{Script=Latin}/u,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Greek}/u,
      /\p{Script=Han}/u,
      /\p{Script=Arabic}/u,
    ]) {
      expect(bodies.some((body) => script.test(body))).toBe(true);
    }
  });
});

describe('the number of listings to seed', () => {
  it('is a whole number', () => {
    expect(readCount(['100000'])).toBe(100_000);
  });

  it.each([[[]], [['0']], [['-5']], [['1e5']], [['10', '20']], [['1.5']], [['100000001']], [['100.000']]])(
    'is not %j',
    (args) => {
      expect(() => readCount(args)).toThrow(/N must be a whole number from 1 to/);
    },
  );
});
