import type { Stats } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';

/** How much of everything there is now. */
export async function readCounts(sql: Sql): Promise<Pick<Stats, 'listings' | 'reports' | 'blocks'>> {
  const [row] = await sql.query<
    Record<'visible' | 'hidden' | 'reported' | 'open' | 'resolved' | 'active' | 'hits', number>
  >(
    `SELECT (SELECT visible FROM board_state) AS visible,
            (SELECT count(*) FROM listings WHERE is_hidden) AS hidden,
            (SELECT count(DISTINCT listing_id) FROM reports WHERE resolved_at IS NULL) AS reported,
            (SELECT count(*) FROM reports WHERE resolved_at IS NULL) AS open,
            (SELECT count(*) FROM reports WHERE resolved_at IS NOT NULL) AS resolved,
            (SELECT count(*) FROM blocks WHERE expires_at IS NULL OR expires_at > now()) AS active,
            (SELECT coalesce(sum(hits), 0)::bigint FROM blocks) AS hits`,
  );
  if (!row) throw new Error('A SELECT without FROM returned nothing.');
  return {
    listings: { visible: row.visible, hidden: row.hidden, withOpenReports: row.reported },
    reports: { open: row.open, resolved: row.resolved },
    blocks: { active: row.active, hits: row.hits },
  };
}

/** Posts per hour of the last 48 and per day of the last 30, those that have been hidden since among them. */
export async function readPosts(sql: Sql): Promise<Pick<Stats, 'postsPerHour' | 'postsPerDay'>> {
  return { postsPerHour: await postsPer(sql, 'hour', 48), postsPerDay: await postsPer(sql, 'day', 30) };
}

async function postsPer(sql: Sql, unit: 'hour' | 'day', periods: number): Promise<Stats['postsPerHour']> {
  const rows = await sql.query<{ at: Date; posts: number }>(
    `WITH period AS (
       SELECT date_trunc('${unit}', now() AT TIME ZONE 'UTC') - interval '${periods - 1} ${unit}' AS first,
              now() AT TIME ZONE 'UTC' AS last)
     SELECT span.at AT TIME ZONE 'UTC' AS at, coalesce(posted.posts, 0) AS posts
       FROM period CROSS JOIN generate_series(period.first, period.last, interval '1 ${unit}') AS span (at)
       LEFT JOIN (SELECT date_trunc('${unit}', created_at AT TIME ZONE 'UTC') AS at, count(*) AS posts FROM listings
                   WHERE created_at >= (SELECT first AT TIME ZONE 'UTC' FROM period) GROUP BY 1) posted
              ON posted.at = span.at
      ORDER BY span.at`,
  );
  return rows.map(({ at, posts }) => ({ at: at.toISOString(), posts }));
}
