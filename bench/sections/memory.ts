import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../lib/bench.js';
import { request } from '../lib/load.js';
import type { ServerProcess } from '../lib/process.js';
import type { Row } from '../lib/report.js';
import { pathsOf, searchTerms } from './search-terms.js';

const section = 'memory of the public API';
const settleMs = 5000;
const megabyte = 1e6;

/** Of a public API just started, under every kind of read, and after a million requests. */
export async function memoryBench(bench: Bench): Promise<Row[]> {
  const server = await bench.product();
  await sleep(settleMs);
  const idle = server.residentBytes();
  const searches = pathsOf('/api/listings', Object.values(searchTerms).flat());
  const reads = ['/api/listings', '/api/listings/count', '/api/listings?limit=100', '/api/listings/1', ...searches];
  const busiest = await highest(server, () =>
    request({ name: 'reads', url: server.url, paths: reads }, { seconds: 10 }),
  );
  const total = Math.min(1_000_000, 10 * bench.listings);
  const visits = { name: 'visits', url: server.url, paths: visitsOf(searches) };
  await request(visits, { amount: total / 5 });
  const early = server.residentBytes();
  const highestLater = await highest(server, () => request(visits, { amount: (4 * total) / 5 }));
  const late = server.residentBytes();
  await server.stop();
  return [
    row('idle', idle, 120),
    row('under load, highest', Math.max(busiest, highestLater), 250),
    {
      section,
      name: `after ${total.toLocaleString('en')} requests`,
      value: late / megabyte,
      unit: 'MB',
      reference: { name: 'after a fifth of them', value: early / megabyte },
      gate: { limit: 1.1, atMost: true },
    },
  ];
}

/** What a busy day asks for: mostly the newest page, at times in every other size, the total, and one search in 40 requests. */
function visitsOf(searches: readonly string[]): string[] {
  const sizes = Array.from({ length: 100 }, (_, index) => `/api/listings?limit=${index + 1}`);
  return searches.flatMap((search, index) => [
    ...Array.from({ length: 30 }, () => '/api/listings'),
    ...[0, 1, 2, 3].map((step) => sizes[(4 * index + step) % sizes.length]!),
    ...Array.from({ length: 5 }, () => '/api/listings/count'),
    search,
  ]);
}

function row(name: string, bytes: number, limit: number): Row {
  return { section, name, value: bytes / megabyte, unit: 'MB', gate: { limit, atMost: true } };
}

/** The most memory that the server was seen to hold during some work. */
async function highest(server: ServerProcess, work: () => Promise<unknown>): Promise<number> {
  let most = server.residentBytes();
  const watch = setInterval(() => {
    most = Math.max(most, server.residentBytes());
  }, 500);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return most;
}
