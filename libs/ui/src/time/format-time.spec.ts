import { describe, expect, it } from '@jest/globals';
import { formatFullTime, formatRelativeTime } from './format-time.js';

const now = new Date(2026, 10, 23, 14, 30);
const ago = (ms: number) => formatRelativeTime(new Date(now.getTime() - ms), now);
const minute = 60_000;
const hour = 60 * minute;

describe('formatRelativeTime', () => {
  it('says how long ago it was', () => {
    expect(ago(59_000)).toBe('just now');
    expect(ago(14 * minute)).toBe('14 minutes ago');
    expect(ago(2 * hour)).toBe('2 hours ago');
    expect(ago(20 * hour)).toBe('yesterday');
    expect(ago(3 * 24 * hour)).toBe('3 days ago');
  });

  it('gives the date after a week, with the year where it is another', () => {
    expect(ago(10 * 24 * hour)).toBe('13 November');
    expect(ago(400 * 24 * hour)).toBe('19 October 2025');
  });

  it('knows no future, whatever the clocks say', () => {
    expect(ago(-5 * minute)).toBe('just now');
  });
});

describe('formatFullTime', () => {
  it('names day, date and time of day', () => {
    expect(formatFullTime(now)).toMatch(/^Monday,? 23 November 2026 at 14:30:00/);
  });
});
