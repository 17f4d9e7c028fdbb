import type { Stats } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { bucketsOf, type Counted, percentilesOf } from './percentiles.js';

/** What the board's process counted of itself (names as in its activity recorder), for the last 24 hours and, by hour, for 48. */
export async function readActivity(
  sql: Sql,
): Promise<Pick<Stats, 'refusals' | 'refusalsPerHour' | 'refusalsByReason' | 'solveTimeMs' | 'requestTimeMs'>> {
  const counted = await sql.query<Counted & Record<string, unknown>>(
    `SELECT name, sum(count)::bigint AS count FROM activity WHERE hour > now() - interval '24 hours' GROUP BY name`,
  );
  return {
    refusals: refusalsOf(counted),
    refusalsPerHour: await refusalsPerHour(sql),
    refusalsByReason: await refusalsByReason(sql),
    solveTimeMs: percentilesOf(bucketsOf(counted, 'solved')),
    requestTimeMs: percentilesOf(bucketsOf(counted, 'answered')),
  };
}

/** `refused:GUARD:REASON` */
function refusalsOf(counted: readonly Counted[]): Stats['refusals'] {
  return counted
    .filter(({ name }) => name.startsWith('refused:'))
    .map(({ name, count }) => {
      const [, guard = '', reason = ''] = name.split(':');
      return { guard, reason, count };
    })
    .sort((a, b) => b.count - a.count);
}

/** The last 48, this one among them. */
export const lastHours = `generate_series(date_trunc('hour', now(), 'UTC') - interval '47 hours', now(), interval '1 hour') AS hour (at)`;

async function refusalsPerHour(sql: Sql): Promise<Stats['refusalsPerHour']> {
  const rows = await sql.query<{ at: Date; refusals: number }>(
    `SELECT hour.at, coalesce(sum(activity.count), 0)::bigint AS refusals
       FROM ${lastHours}
       LEFT JOIN activity ON activity.hour = hour.at AND activity.name LIKE 'refused:%'
      GROUP BY hour.at ORDER BY hour.at`,
  );
  return rows.map(({ at, refusals }) => ({ at: at.toISOString(), refusals }));
}

async function refusalsByReason(sql: Sql): Promise<Stats['refusalsByReason']> {
  const rows = await sql.query<{ guard: string; reason: string; per_hour: number[] }>(
    `WITH refused AS (
       SELECT hour AS at, split_part(name, ':', 2) AS guard, split_part(name, ':', 3) AS reason, count AS refusals
         FROM activity WHERE name LIKE 'refused:%' AND hour IN (SELECT at FROM ${lastHours}))
     SELECT guard, reason, json_agg(coalesce(refusals, 0) ORDER BY at) AS per_hour
       FROM (SELECT DISTINCT guard, reason FROM refused) AS reasons
      CROSS JOIN ${lastHours} LEFT JOIN refused USING (guard, reason, at)
      GROUP BY guard, reason ORDER BY sum(refusals) DESC, guard, reason`,
  );
  return rows.map(({ guard, reason, per_hour: perHour }) => ({ guard, reason, perHour }));
}
