import type { Bench } from '../lib/bench.js';
import { alternate, type LoadTarget } from '../lib/load.js';
import { pagesDetails, pagesNote, pagesUnderLoad, type Pages } from '../lib/pages.js';
import { loadDetails, type Row } from '../lib/report.js';
import { pathsOf, searchTerms } from './search-terms.js';

const times = 10;

/** What a first page costs with ten times the listings, by kind of search: two boards side by side, loaded in turns. */
export async function scaleBench(bench: Bench): Promise<Row[]> {
  const small = Math.round(bench.listings / times);
  const format = (listings: number) => listings.toLocaleString('en');
  const smallUrl = (await bench.product(await bench.board(small))).url;
  const url = (await bench.product()).url;
  const kinds: Record<string, readonly string[]> = { 'newest 20': ['/api/listings'] };
  for (const [kind, terms] of Object.entries(searchTerms)) kinds[kind] = pathsOf('/api/listings', terms);
  const targets = Object.entries(kinds).flatMap(([kind, paths]): LoadTarget[] => [
    { name: `${kind}, few`, url: smallUrl, paths },
    { name: kind, url, paths },
  ]);
  const loads = await alternate(targets, bench.patience);
  const pages = new Map<string, Pages>();
  for (const target of targets) pages.set(target.name, await pagesUnderLoad(target));
  return Object.keys(kinds).map((kind) => {
    const [few, many] = [loads.get(`${kind}, few`)!, loads.get(kind)!];
    return {
      section: `${format(bench.listings)} listings`,
      name: kind,
      // What a request costs, from eight clients who always wait for one.
      value: 8000 / many.requestsPerSecond,
      unit: 'ms',
      reference: { name: `${format(small)} listings`, value: 8000 / few.requestsPerSecond },
      gate: { limit: 2, atMost: true },
      note: `${pagesNote(pages.get(kind)!)} (${pagesNote(pages.get(`${kind}, few`)!)})`,
      details: {
        ...loadDetails(many),
        ...pagesDetails(pages.get(kind)!),
        requestsPerSecondOfFew: few.requestsPerSecond,
        p99MsOfFew: few.p99Ms,
      },
    };
  });
}
