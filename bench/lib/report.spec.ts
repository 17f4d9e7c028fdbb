import { describe, expect, it } from '@jest/globals';
import { gated, holds, table, type Row } from './report.js';
import { median, quantile } from './statistics.js';

const row: Row = { section: 'total', name: 'total', value: 900, unit: 'requests/s' };

describe('a row of the bench', () => {
  it('is judged by its ratio where it has a reference, else by itself', () => {
    const compared = { ...row, reference: { name: 'empty', value: 1000 }, gate: { limit: 0.8 } };
    expect(gated(compared)).toBe(0.9);
    expect(holds(compared)).toBe(true);
    expect(holds({ ...compared, gate: { limit: 0.95 } })).toBe(false);
    expect(holds({ ...row, gate: { limit: 800, atMost: true } })).toBe(false);
    expect(holds(row)).toBeUndefined();
  });

  it('says NO in the table where its gate does not hold', () => {
    expect(table([{ ...row, gate: { limit: 1000 } }])).toMatch(/\| 900 requests\/s .*\| ≥ 1,000 +\| NO +\|/m);
  });

  it('without a figure fails its gate', () => {
    expect(holds({ ...row, value: Number.NaN, gate: { limit: 1 } })).toBe(false);
  });
});

describe('statistics', () => {
  it('go by the nearest rank', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
  });
});
