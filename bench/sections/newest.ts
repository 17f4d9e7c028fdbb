import { alternate } from '../lib/load.js';
import type { Bench } from '../lib/bench.js';
import { median } from '../lib/statistics.js';
import { pgbench } from '../lib/pgbench.js';
import { loadDetails, type Row } from '../lib/report.js';
import { newestStatement } from '../server/newest-statement.js';

const section = 'newest page';

/** The page that almost every visit asks for. */
export async function newestBench(bench: Bench): Promise<Row[]> {
  const { url } = await bench.server();
  const etag = (await fetch(`${url}/api/listings`)).headers.get('etag') ?? '';
  const loads = await alternate(
    [
      { name: 'empty', url: `${url}/api/bench/empty` },
      { name: 'newest', url: `${url}/api/listings` },
      { name: 'unchanged', url: `${url}/api/listings`, headers: { 'if-none-match': etag }, expected: 304 },
      { name: 'statement', url: `${url}/api/bench/newest` },
    ],
    bench.patience,
  );
  const of = (name: string) => loads.get(name)!;
  const value = of('newest').requestsPerSecond;
  const row = (name: string, reference: string, limit: number): Row => ({
    section,
    name: 'newest 20',
    value,
    unit: 'requests/s',
    reference: { name, value: of(reference).requestsPerSecond },
    gate: { limit },
    details: loadDetails(of('newest')),
  });
  const alone = [];
  for (let round = 0; round < bench.patience.rounds; round += 1) {
    alone.push(await pgbench(await bench.database(), newestStatement, bench.patience.seconds));
  }
  const statements = alone.filter((tps) => tps !== undefined);
  return [
    row('one statement per request', 'statement', 3),
    row('empty route', 'empty', 0.6),
    {
      section,
      name: 'newest 20, not modified (304)',
      value: of('unchanged').requestsPerSecond,
      unit: 'requests/s',
      reference: { name: 'empty route', value: of('empty').requestsPerSecond },
      details: loadDetails(of('unchanged')),
    },
    statements.length > 0
      ? {
          ...row('the statement in PostgreSQL alone (pgbench)', 'statement', 0),
          reference: { name: 'the statement in PostgreSQL alone (pgbench)', value: median(statements) },
          gate: undefined,
        }
      : { section, name: 'PostgreSQL alone: no pgbench on this machine', value: Number.NaN, unit: '' },
  ];
}
