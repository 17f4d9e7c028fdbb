import { describe, expect, it } from '@jest/globals';
import { percentilesOf } from './percentiles.js';

describe('percentiles of a histogram', () => {
  it('are null where nothing was measured', () => {
    expect(percentilesOf([])).toEqual({ count: 0, p50: null, p90: null, p99: null });
  });

  it('lie within their bucket in proportion', () => {
    const buckets = [
      { upTo: 100, count: 50 },
      { upTo: 200, count: 50 },
    ];
    expect(percentilesOf(buckets)).toEqual({ count: 100, p50: 100, p90: 180, p99: 198 });
  });

  it('stop at the last known end', () => {
    const buckets = [
      { upTo: 100, count: 1 },
      { upTo: Infinity, count: 9 },
    ];
    expect(percentilesOf(buckets)).toEqual({ count: 10, p50: 100, p90: 100, p99: 100 });
  });
});
