import { describe, expect, it } from '@jest/globals';
import { superfluous } from './retention.js';

/** One file per given day, named by it. */
const files = (...days: string[]) => days.map((day, index) => ({ id: index + 1, startedAt: `${day}T03:00:00.000Z` }));
const daysOf = (list: { startedAt: string }[]) => list.map(({ startedAt }) => startedAt.slice(0, 10));

/** Every night of a year. */
const year = files(
  ...Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
);

describe('retention', () => {
  it.each([
    ['nothing while there is little', { daily: 7, weekly: 4, monthly: 6 }, files('2026-11-22', '2026-11-23'), []],
    [
      'all but the newest of a day',
      { daily: 7, weekly: 0, monthly: 0 },
      files('2026-11-23', '2026-11-23'),
      ['2026-11-23'],
    ],
    [
      'the days before the last',
      { daily: 2, weekly: 0, monthly: 0 },
      files('2026-11-21', '2026-11-22', '2026-11-23'),
      ['2026-11-21'],
    ],
    ['no days on which nothing was taken', { daily: 2, weekly: 0, monthly: 0 }, files('2026-01-01', '2026-11-23'), []],
    [
      'but one of each week, from Monday',
      { daily: 0, weekly: 2, monthly: 0 },
      files('2026-11-15', '2026-11-16', '2026-11-22', '2026-11-23'),
      ['2026-11-16', '2026-11-15'],
    ],
    [
      'but one of each month',
      { daily: 0, weekly: 0, monthly: 2 },
      files('2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'),
      ['2026-10-01', '2026-09-30'],
    ],
    ['never the newest', { daily: 0, weekly: 0, monthly: 0 }, files('2020-01-01', '2020-01-02'), ['2020-01-01']],
    ['nothing of nothing', { daily: 7, weekly: 4, monthly: 6 }, [], []],
  ])('removes %s', (_, keep, given, removed) => {
    expect(daysOf(superfluous(given, keep))).toEqual(removed);
  });

  it('keeps a year of nights by 7 days, 4 weeks and 6 months', () => {
    const removed = new Set(superfluous(year, { daily: 7, weekly: 4, monthly: 6 }));
    expect(daysOf(year.filter((file) => !removed.has(file)))).toEqual([
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      '2026-11-30',
      '2026-12-13',
      '2026-12-20',
      '2026-12-25',
      '2026-12-26',
      '2026-12-27',
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
    ]);
  });
});
