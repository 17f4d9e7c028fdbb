import { describe, expect, it } from '@jest/globals';
import { fullInDays } from './growth.js';

const growth = (days: number, bytes: number) => [{ days, bytes, listings: 1 }];

describe('the day when the disk is full', () => {
  it('follows from the growth so far', () => {
    expect(fullInDays(1000, growth(30, 300))).toBe(100);
    expect(fullInDays(1000, growth(7, 3))).toBe(2333);
  });

  it('is not guessed from fewer than seven days, or where nothing grows', () => {
    expect(fullInDays(1000, [])).toBeNull();
    expect(fullInDays(1000, growth(6, 300))).toBeNull();
    expect(fullInDays(1000, growth(30, 0))).toBeNull();
    expect(fullInDays(1000, growth(30, -5))).toBeNull();
  });
});
