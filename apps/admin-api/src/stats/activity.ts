import type { Stats } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { type Bucket, percentilesOf } from './percentiles.js';

interface Counted {
  name: string;
  count: number;
}

/** What the board's process counted of itself (names as in its activity recorder), for the last 24 hours and, by hour, for 48. */
export async function readActivity(
  sql: Sql,
): Promise<Pick<Stats, 'refusals' | 'refusalsPerHour' | 'refusalsByGuard' | 'solveTimeMs' | 'requestTimeMs'>> {
  const counted = await sql.query<Counted & Record<string, unknown>>(
    `SELECT name, sum(count)::bigint AS count FROM activity WHERE hour > now() - interval '24 hours' GROUP BY name`,
  );
  return {
    refusals: refusalsOf(counted),
    refusalsPerHour: await refusalsPerHour(sql),
    refusalsByGuard: await refusalsByGuard(sql),
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

/** `KIND:MILLISECONDS`, where the last bucket is called `inf`. */
function bucketsOf(counted: readonly Counted[], kind: string): Bucket[] {
  return counted
    .filter(({ name }) => name.startsWith(`${kind}:`))
    .map(({ name, count }) => ({ upTo: name.endsWith(':inf') ? Infinity : Number(name.split(':')[1]), count }))
    .sort((a, b) => a.upTo - b.upTo);
}

/** The last 48, this one among them. */
const hours = `generate_series(date_trunc('hour', now(), 'UTC') - interval '47 hours', now(), interval '1 hour') AS hour (at)`;

async function refusalsPerHour(sql: Sql): Promise<Stats['refusalsPerHour']> {
  const rows = await sql.query<{ at: Date; refusals: number }>(
    `SELECT hour.at, coalesce(sum(activity.count), 0)::bigint AS refusals
       FROM ${hours}
       LEFT JOIN activity ON activity.hour = hour.at AND activity.name LIKE 'refused:%'
      GROUP BY hour.at ORDER BY hour.at`,
  );
  return rows.map(({ at, refusals }) => ({ at: at.toISOString(), refusals }));
}

async function refusalsByGuard(sql: Sql): Promise<Stats['refusalsByGuard']> {
  const rows = await sql.query<{ guard: string; per_hour: number[] }>(
    `WITH refused AS (
       SELECT hour AS at, split_part(name, ':', 2) AS guard, sum(count) AS refusals FROM activity
        WHERE name LIKE 'refused:%' AND hour IN (SELECT at FROM ${hours}) GROUP BY 1, 2)
     SELECT guard, json_agg(coalesce(refusals, 0) ORDER BY at) AS per_hour
       FROM (SELECT DISTINCT guard FROM refused) AS guards CROSS JOIN ${hours} LEFT JOIN refused USING (guard, at)
      GROUP BY guard ORDER BY sum(refusals) DESC, guard`,
  );
  return rows.map(({ guard, per_hour: perHour }) => ({ guard, perHour }));
}
