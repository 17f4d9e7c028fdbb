import type { Row } from '../lib/report.js';
import { median } from '../lib/statistics.js';

const rounds = 11;

/** First pages that moderators ask for, by what they are called in the report. */
const pages: Record<string, string> = {
  'newest first': '',
  'most reported first': 'sort=reports',
  'reported, most first': 'reported=true&sort=reports',
  hidden: 'visibility=hidden',
  'a common letter': 'q=e',
  'an absent word': 'q=zzzzqqq',
};

/**
 * How long the console's table takes for its first page, its total included, over HTTP on a product that is seeded with 100,000
 * listings and 10,000 reports.
 *
 * @param url of the admin API
 * @param cookie of a moderator's session
 */
export async function consoleListingsBench(url: string, cookie: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, query] of Object.entries(pages)) {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round += 1)
      times.push(await firstPageMs(`${url}/api/listings?${query}`, cookie));
    rows.push({
      section: 'console: first page of 100,000 listings',
      name,
      value: median(times.slice(1)),
      unit: 'ms',
      gate: { limit: 200, atMost: true },
    });
  }
  return rows;
}

async function firstPageMs(address: string, cookie: string): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(address, { headers: { cookie } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address} was answered ${answer.status}.`);
  return performance.now() - startedAt;
}
