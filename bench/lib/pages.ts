import type { ListingsPage } from '@initialsdb/contracts';
import autocannon from 'autocannon';
import type { LoadTarget } from './load.js';

/** What was on the pages that a kind of request was answered with. */
export interface Pages {
  /** Mean number of listings on one. */
  listings: number;
  /** Share of those, 0 to 1, that ended before they were full or the search was through: their cursor goes on. */
  short: number;
}

const samples = 96;
const fullPage = 20;

/**
 * Reads what is on a search's first pages under the load that it is timed with. Apart from the timing, because parsing takes the machine's time.
 */
export async function pagesUnderLoad(target: LoadTarget): Promise<Pages> {
  const pages: ListingsPage[] = [];
  await autocannon({
    url: target.url,
    connections: target.connections ?? 8,
    amount: samples,
    requests: (target.paths ?? ['/']).map((path) => ({
      method: 'GET' as const,
      path,
      onResponse: (_status: number, body: string) => void pages.push(JSON.parse(body) as ListingsPage),
    })),
  });
  const sum = pages.reduce((all, { listings }) => all + listings.length, 0);
  const short = pages.filter(({ listings, nextCursor }) => listings.length < fullPage && nextCursor !== null).length;
  return { listings: sum / pages.length, short: short / pages.length };
}

/** For the table: "20 on a page", "0.3 on a page, 91 % go on". */
export function pagesNote({ listings, short }: Pages): string {
  const mean = listings.toLocaleString('en', { maximumFractionDigits: 1 });
  return short > 0 ? `${mean} on a page, ${Math.ceil(short * 100)} % go on` : `${mean} on a page`;
}
