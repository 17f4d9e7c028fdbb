import type { Stats } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { lastHours } from './activity.js';
import { bucketsOf, percentilesOf } from './percentiles.js';

/** How long answers and proofs took in each of the last 48 hours. */
export async function readTimesPerHour(sql: Sql): Promise<Pick<Stats, 'solveTimeMsPerHour' | 'requestTimeMsPerHour'>> {
  const hours = await sql.query<{ at: Date; counted: { name: string; count: number }[] }>(
    `SELECT hour.at, coalesce(json_agg(json_build_object('name', name, 'count', count)) FILTER (WHERE name IS NOT NULL), '[]') AS counted
       FROM ${lastHours}
       LEFT JOIN activity ON activity.hour = hour.at AND (name LIKE 'solved:%' OR name LIKE 'answered:%')
      GROUP BY hour.at ORDER BY hour.at`,
  );
  const timesOf = (kind: string) =>
    hours.map(({ at, counted }) => ({ at: at.toISOString(), ...percentilesOf(bucketsOf(counted, kind)) }));
  return { solveTimeMsPerHour: timesOf('solved'), requestTimeMsPerHour: timesOf('answered') };
}
