import type { Bench } from '../lib/bench.js';
import { prepareCountReference } from '../lib/count-reference.js';
import { alternate } from '../lib/load.js';
import { loadDetails, type Row } from '../lib/report.js';

/** The number of listings, which every visit shows. */
export async function totalBench(bench: Bench): Promise<Row[]> {
  await prepareCountReference(await bench.database());
  const { url } = await bench.server();
  const loads = await alternate(
    [
      { name: 'empty', url: `${url}/api/bench/empty` },
      { name: 'total', url: `${url}/api/listings/count` },
      { name: 'count(*)', url: `${url}/api/bench/count` },
    ],
    bench.patience,
  );
  const of = (name: string) => loads.get(name)!;
  const row = (name: string, reference: string, limit: number): Row => ({
    section: 'total',
    name: 'total listings',
    value: of('total').requestsPerSecond,
    unit: 'requests/s',
    reference: { name, value: of(reference).requestsPerSecond },
    gate: { limit },
    details: loadDetails(of('total')),
  });
  return [row('SELECT count(*) per request', 'count(*)', 100), row('empty route', 'empty', 0.8)];
}
