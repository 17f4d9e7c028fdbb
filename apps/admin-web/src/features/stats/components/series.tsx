import { formatCount, formatFullTime } from '@initialsdb/ui';
import { Bars } from './bars.js';
import { Section } from './section.js';

interface SeriesProps {
  title: string;
  unit: 'hour' | 'day';
  /** Oldest first, without gaps. */
  points: readonly { at: string; count: number }[];
}

/** How often something happened in each hour or day, with the numbers in words for those who don't look. */
export function Series({ title, unit, points }: SeriesProps) {
  const summary = summaryOf(
    points.map(({ count }) => count),
    unit,
  );
  return (
    <Section title={title} summary={summary}>
      <Bars label={`${title}: ${summary}`} bars={points.map(barOf)} since={`${points.length} ${unit}s ago`} />
    </Section>
  );
}

/** `1,204 in all, 80 in the busiest hour` */
export function summaryOf(counts: readonly number[], unit: 'hour' | 'day'): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total === 0
    ? 'none'
    : `${formatCount(total)} in all, ${formatCount(Math.max(...counts))} in the busiest ${unit}`;
}

export function barOf({ at, count }: { at: string; count: number }) {
  return { at, value: count, text: `${formatFullTime(new Date(at))}: ${formatCount(count)}` };
}
