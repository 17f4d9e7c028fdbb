import type { Bench } from '../lib/bench.js';
import { alternate } from '../lib/load.js';
import { pagesDetails, pagesNote, pagesUnderLoad, type Pages } from '../lib/pages.js';
import { loadDetails, type Row } from '../lib/report.js';
import { pathsOf, searchTerms } from './search-terms.js';

const section = 'search';
const midFrequency = 'mid-frequency word';

/** First pages of every kind of search, 8 clients at a time; words of middling frequency also the plain way. */
export async function searchBench(bench: Bench): Promise<Row[]> {
  await bench.prepareIlike();
  const { url } = await bench.server();
  const kinds = Object.entries(searchTerms);
  const targets = kinds.map(([name, terms]) => ({ name, url, paths: pathsOf('/api/listings', terms) }));
  const ilike = { name: 'ILIKE', url, paths: pathsOf('/api/bench/ilike', searchTerms[midFrequency]!) };
  const empty = { name: 'empty', url: `${url}/api/bench/empty` };
  const loads = await alternate([...targets, ilike, empty], bench.patience);
  const pages = new Map<string, Pages>();
  for (const target of targets) pages.set(target.name, await pagesUnderLoad(target));
  const latencies = kinds.map(([name]): Row => {
    const load = loads.get(name)!;
    return {
      section,
      name: `${name}, p99 of 8 clients`,
      value: load.p99Ms,
      unit: 'ms',
      gate: { limit: 50, atMost: true },
      note: pagesNote(pages.get(name)!),
      details: { ...loadDetails(load), ...pagesDetails(pages.get(name)!) },
    };
  });
  const idle = loads.get('empty')!;
  return [
    ...latencies,
    {
      section,
      name: 'for comparison: empty route, p99 of 8 clients',
      value: idle.p99Ms,
      unit: 'ms',
      details: loadDetails(idle),
    },
    {
      section,
      name: midFrequency,
      value: loads.get(midFrequency)!.requestsPerSecond,
      unit: 'requests/s',
      reference: { name: 'ILIKE with pg_trgm', value: loads.get('ILIKE')!.requestsPerSecond },
      gate: { limit: 5 },
      details: loadDetails(loads.get('ILIKE')!),
    },
  ];
}
