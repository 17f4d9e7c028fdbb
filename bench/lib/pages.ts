import type { ListingsPage } from '@initialsdb/contracts';
import autocannon from 'autocannon';
import type { LoadTarget } from './load.js';

/** What was on the pages that a kind of request was answered with. */
export interface Pages {
  /** Mean number of listings on one. */
  listings: number;
  /** Share of those, 0 to 1, that ended before they were full or the search was through: their cursor goes on. */
  short: number;
  /** Of the searches that don't fill a first page, what one client alone takes until they are through. */
  toTheEnd?: { pages: number; ms: number };
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
  const toTheEnd = await readToTheEnd(target);
  return { listings: sum / pages.length, short: short / pages.length, ...(toTheEnd && { toTheEnd }) };
}

/** Means over the searches that find less than a page. */
async function readToTheEnd({ url, paths = [] }: LoadTarget): Promise<Pages['toTheEnd']> {
  const walks: Walk[] = [];
  for (const path of paths) {
    const walk = await readAll(url, path);
    if (walk.listings < fullPage) walks.push(walk);
  }
  if (walks.length === 0) return undefined;
  const mean = (of: (walk: Walk) => number) => walks.reduce((sum, walk) => sum + of(walk), 0) / walks.length;
  return { pages: mean(({ pages }) => pages), ms: mean(({ ms }) => ms) };
}

interface Walk {
  listings: number;
  pages: number;
  ms: number;
}

/** From a search's first page on, until there is no more or a page's worth was found. */
async function readAll(url: string, path: string): Promise<Walk> {
  const startedAt = performance.now();
  const walk: Walk = { listings: 0, pages: 0, ms: 0 };
  let cursor: string | null = '';
  while (cursor !== null && walk.listings < fullPage) {
    const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = (await (await fetch(`${url}${path}${next}`)).json()) as ListingsPage;
    walk.listings += page.listings.length;
    walk.pages += 1;
    cursor = page.nextCursor;
  }
  walk.ms = performance.now() - startedAt;
  return walk;
}

/** For the table: "20 on a page", "0.3 on a page, 91 % go on; alone through in 2.5 pages, 61 ms". */
export function pagesNote({ listings, short, toTheEnd }: Pages): string {
  const format = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 });
  const goOn = short > 0 ? `, ${Math.ceil(short * 100)} % go on` : '';
  const through = toTheEnd ? `; alone through in ${format(toTheEnd.pages)} pages, ${Math.round(toTheEnd.ms)} ms` : '';
  return `${format(listings)} on a page${goOn}${through}`;
}

/** The same as figures. */
export function pagesDetails({ listings, short, toTheEnd }: Pages): Record<string, number> {
  return { listings, short, ...(toTheEnd && { pagesToTheEnd: toTheEnd.pages, msToTheEnd: toTheEnd.ms }) };
}
