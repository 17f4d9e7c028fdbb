import { boardState, newestListings, type Sql } from '@initialsdb/database';
import type { Bench } from '../lib/bench.js';
import { alternate, type LoadTarget } from '../lib/load.js';
import { pagesDetails, pagesNote, pagesUnderLoad, type Pages } from '../lib/pages.js';
import { loadDetails, type Row } from '../lib/report.js';
import { Posters } from '../lib/posters.js';
import { median } from '../lib/statistics.js';
import { pathsOf, searchTerms } from './search-terms.js';

const times = 10;
const connections = 8;

/** What the board keeps in memory and so costs a request nothing: what it costs the database each time that it is read anew. */
const statements: Readonly<Record<string, (sql: Sql) => Promise<unknown>>> = {
  'the total, from the database': boardState,
  'newest 20, from the database': (sql) => newestListings(sql, 20),
};

/** What a first page costs with ten times the listings, by kind of search: two boards side by side, loaded in turns. */
export async function scaleBench(bench: Bench): Promise<Row[]> {
  const small = Math.round(bench.listings / times);
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
  const read = await statementRows(bench, small);
  const asked = Object.keys(kinds).map((kind): Row => {
    const [few, many] = [loads.get(`${kind}, few`)!, loads.get(kind)!];
    const costs = {
      kind,
      many: (1000 * connections) / many.requestsPerSecond,
      few: (1000 * connections) / few.requestsPerSecond,
    };
    return {
      ...scaleRow(bench, small, costs),
      note: `${pagesNote(pages.get(kind)!)} (${pagesNote(pages.get(`${kind}, few`)!)})`,
      details: {
        ...loadDetails(many),
        ...pagesDetails(pages.get(kind)!),
        requestsPerSecondOfFew: few.requestsPerSecond,
        p99MsOfFew: few.p99Ms,
      },
    };
  });
  return [...read, ...asked];
}

async function statementRows(bench: Bench, small: number): Promise<Row[]> {
  const [many, few] = [
    await bench.open('public', connections),
    await bench.open('public', connections, await bench.board(small)),
  ];
  try {
    const rows = [];
    for (const [name, statement] of Object.entries(statements)) {
      const costs: Record<'few' | 'many', number[]> = { few: [], many: [] };
      const cost = async ({ sql }: { sql: Sql }) =>
        (1000 * connections) / (await new Posters(sql, async () => void (await statement(sql))).run(connections, 1000));
      for (let round = 0; round < bench.patience.rounds; round += 1) {
        costs.few.push(await cost(few));
        costs.many.push(await cost(many));
      }
      rows.push(scaleRow(bench, small, { kind: name, many: median(costs.many), few: median(costs.few) }));
    }
    return rows;
  } finally {
    await Promise.all([many.close(), few.close()]);
  }
}

const format = (listings: number) => listings.toLocaleString('en');

/** Costs in milliseconds of a client that always waits for one, of eight. */
function scaleRow(bench: Bench, small: number, { kind, many, few }: { kind: string; many: number; few: number }): Row {
  return {
    section: `${format(bench.listings)} listings`,
    name: kind,
    value: many,
    unit: 'ms',
    reference: { name: `${format(small)} listings`, value: few },
    gate: { limit: 2, atMost: true },
  };
}
