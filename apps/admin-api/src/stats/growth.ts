import type { Stats } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';

type Growth = Stats['database']['growth'][number];

/** Below this a rate says more about a single day than about the board. */
const daysForEstimate = 7;

/** The database's size on each of the last 90 days, from the first that is known. */
export async function readSizePerDay(sql: Sql): Promise<Stats['database']['sizePerDay']> {
  const rows = await sql.query<{ at: Date; size_bytes: number | null; listings: number | null }>(
    `WITH known AS (SELECT min(day) AS first, (now() AT TIME ZONE 'UTC')::date AS today FROM database_sizes)
     SELECT span.at AT TIME ZONE 'UTC' AS at, size_bytes, listings
       FROM known
      CROSS JOIN generate_series(greatest(first, today - 89)::timestamp, today::timestamp, interval '1 day') AS span (at)
       LEFT JOIN database_sizes ON day = span.at::date
      WHERE first IS NOT NULL ORDER BY span.at`,
  );
  return rows.map(({ at, size_bytes: sizeBytes, listings }) => ({ at: at.toISOString(), sizeBytes, listings }));
}

/** What was added since the first sample of the last 30 days, and, where any is older than these, of the last 365. */
export function readGrowth(sql: Sql, now: { sizeBytes: number; listings: number }): Promise<Growth[]> {
  return sql.query<Growth>(
    `SELECT today.day - sample.day AS days, $1 - sample.size_bytes AS bytes, $2 - sample.listings AS listings
       FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS day) AS today
      CROSS JOIN unnest(ARRAY[30, 365]) AS span (days)
      CROSS JOIN LATERAL (
        SELECT * FROM database_sizes WHERE day >= today.day - span.days AND day < today.day ORDER BY day LIMIT 1) AS sample
      WHERE span.days = 30 OR sample.day < today.day - 30
      ORDER BY span.days`,
    [now.sizeBytes, now.listings],
  );
}

/** In how many days the growth of the last 30 takes what is free; null where nothing grew or too few days are known. */
export function fullInDays(freeBytes: number, [latest]: readonly Growth[]): number | null {
  if (!latest || latest.days < daysForEstimate || latest.bytes <= 0) return null;
  return Math.floor((freeBytes * latest.days) / latest.bytes);
}
