import type { Stats } from '@initialsdb/contracts/admin';
import { countOf, formatFullTime } from '@initialsdb/ui';
import { formatBytes } from '../../../lib/format.js';
import { Bars } from './bars.js';
import { Section } from './section.js';
import { untilFull } from './until-full.js';

/** How large the database was on each day, how much it grew, and when the disk is full if it goes on so. */
export function Growth({ database, disk }: Pick<Stats, 'database' | 'disk'>) {
  const { sizePerDay, growth } = database;
  const grown = growth.map(textOf).join(', ') || 'growth is known from tomorrow on';
  const summary = `${formatBytes(database.sizeBytes)}, ${grown}`;
  return (
    <Section title="Size of the database" summary={summary}>
      {sizePerDay.length > 1 && (
        <Bars
          label={`Size of the database: ${summary}`}
          bars={sizePerDay.map(({ at, sizeBytes, listings }) => ({
            at,
            value: sizeBytes ?? 0,
            text: `${formatFullTime(new Date(at))}: ${sizeBytes === null ? 'not noted' : `${formatBytes(sizeBytes)}, ${countOf(listings ?? 0, 'listing', 'listings')}`}`,
          }))}
          since={`${sizePerDay.length - 1} days ago`}
        />
      )}
      {disk?.fullInDays != null && (
        <p className="mt-2 text-md">At this rate the database alone fills the disk {untilFull(disk.fullInDays)}.</p>
      )}
    </Section>
  );
}

/** `+12 MB and +3,400 listings in 30 days` */
function textOf({ days, bytes, listings }: Stats['database']['growth'][number]): string {
  const size = `${bytes < 0 ? '−' : '+'}${formatBytes(Math.abs(bytes))}`;
  const number = `${listings < 0 ? '−' : '+'}${countOf(Math.abs(listings), 'listing', 'listings')}`;
  return `${size} and ${number} in ${countOf(days, 'day', 'days')}`;
}
