import type { Percentiles, Stats } from '@initialsdb/contracts/admin';
import { countOf, formatFullTime } from '@initialsdb/ui';
import { formatDuration } from '../../../lib/format.js';
import { Bars } from './bars.js';
import { Section } from './section.js';

interface TimesProps {
  title: string;
  /** What is measured, as in `1 answer`, `2 answers`. */
  one: string;
  many: string;
  /** Of the last 24 hours together. */
  lastDay: Percentiles;
  perHour: Stats['requestTimeMsPerHour'];
}

/** How long something took in each of the last 48 hours: half of it within the lower part of a bar, 99 % within all of it. */
export function Times({ title, one, many, lastDay, perHour }: TimesProps) {
  const summary =
    lastDay.count === 0
      ? `no ${many} in the last 24 hours`
      : `${countOf(lastDay.count, one, many)} in the last 24 hours: ${withinOf(lastDay)}`;
  return (
    <Section title={title} summary={summary}>
      <Bars
        label={`${title}: ${summary}`}
        bars={perHour.map(({ at, ...times }) => ({
          at,
          value: times.p99 ?? 0,
          strongValue: times.p50 ?? 0,
          text: `${formatFullTime(new Date(at))}: ${times.count === 0 ? 'none' : withinOf(times)}`,
        }))}
        since={`${perHour.length} hours ago`}
      />
    </Section>
  );
}

function withinOf({ p50, p90, p99 }: Percentiles): string {
  return `half within ${formatDuration(p50)} (lower part), 90 % within ${formatDuration(p90)}, 99 % within ${formatDuration(p99)} (whole bar)`;
}
