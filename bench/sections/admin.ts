import type { Sql } from '@initialsdb/database';
import type { Bench } from '../lib/bench.js';
import { openConsole } from '../lib/console.js';
import { withOwner } from '../lib/seeded-database.js';
import type { Row } from '../lib/report.js';
import { median, quantile } from '../lib/statistics.js';

const section = 'console';
const listings = 100_000;
const reports = 10_000;

/** What a moderator opens first, and the views that are dearest to make. */
const views: Readonly<Record<string, string>> = {
  newest: '',
  'reported, most reports first': '?reported=true&sort=reports&order=desc',
  hidden: '?visibility=hidden',
  'a common word': '?q=for',
  'an absent word': '?q=xylograph',
  'oldest first': '?order=asc',
};

/** The first page of the table of listings, as its server answers a moderator who is alone. */
export async function adminBench(bench: Bench): Promise<Row[]> {
  const count = Math.min(listings, bench.listings);
  const target = await bench.seeded(`bench_console_${count}`, count);
  await withOwner(target, ({ sql }) => addReports(sql, count));
  const { server, cookie } = await openConsole(bench, target);
  const times = new Map(Object.keys(views).map((name): [string, number[]] => [name, []]));
  for (let round = 0; round <= 7 * bench.patience.rounds; round += 1) {
    for (const [name, query] of Object.entries(views)) {
      const took = await timed(`${server.url}/api/listings${query}`, cookie);
      if (round > 0) times.get(name)?.push(took);
    }
  }
  return [...times].map(([name, took]) => ({
    section,
    name: `first page of ${count.toLocaleString('en')} listings: ${name}`,
    value: median(took),
    unit: 'ms',
    gate: { limit: 200, atMost: true },
    details: { p99Ms: quantile(took, 0.99) },
  }));
}

/** Reports by as many people, scattered over the listings. */
async function addReports(sql: Sql, count: number): Promise<void> {
  await sql.query('DELETE FROM reports');
  await sql.query(
    `INSERT INTO reports (listing_id, reason, reporter)
       SELECT id, (ARRAY['spam', 'harassment', 'illegal', 'personal-data', 'other'])[1 + n % 5], 'bench ' || n
         FROM (SELECT n, 1 + (n * 7919::bigint) % $1 AS id FROM generate_series(1, $2) AS n) AS made
        WHERE EXISTS (SELECT FROM listings WHERE listings.id = made.id)`,
    [count, Math.ceil((reports * count) / listings)],
  );
  await sql.query('VACUUM ANALYZE reports');
}

/** Milliseconds from the request to the end of its answer. */
async function timed(url: string, cookie: string): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${text}`);
  return performance.now() - startedAt;
}
