import { describe, expect, it } from '@jest/globals';
import { untilFull } from './until-full.js';

describe('untilFull', () => {
  it.each([
    [12, 'in about 12 days'],
    [61, 'in about 2 months'],
    [700, 'in about 23 months'],
    [1100, 'in about 3 years'],
    [3650, 'in about 10 years'],
    [90_000, 'in more than 10 years'],
  ])('says of %d days %s', (days, text) => {
    expect(untilFull(days)).toBe(text);
  });
});
