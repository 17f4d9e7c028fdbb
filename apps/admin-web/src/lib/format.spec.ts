import { describe, expect, it } from '@jest/globals';
import { formatBytes, formatDuration } from './format.js';

describe('formatDuration', () => {
  it.each([
    [null, '–'],
    [0, '0 ms'],
    [0.04, '< 0.1 ms'],
    [0.34, '0.3 ms'],
    [8, '8 ms'],
    [12.4, '12 ms'],
    [1400, '1.4 s'],
    [130_000, '130.0 s'],
    [720_000, '12 min'],
    [9_000_000, '2.5 h'],
  ])('of %s ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [734, '734 B'],
    [1_400_000, '1.4 MB'],
    [234_000_000, '234 MB'],
  ])('of %s is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
