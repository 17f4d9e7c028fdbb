import { availableParallelism } from 'node:os';
import type { JSHandle } from 'playwright-core';
import type { Row } from '../lib/report.js';
import { median } from '../lib/statistics.js';
import { nodeThreads } from './node-threads.js';
import type { PowBench, Rates, RatesRequest } from './page-api.js';

const section = 'proof of work: search';
export const SIMD = 'initialsdb SIMD';
const SCALAR = 'initialsdb scalar WASM';
const JAVASCRIPT = 'initialsdb pure JS';
const [HASH_WASM, CAP, SUBTLE] = ['hash-wasm sha256', '@cap.js/wasm 0.0.6', 'crypto.subtle loop'] as const;

/** Compares the search kernels with their peers in one worker, and as many workers as the machine offers with one. */
export async function kernelsBench(page: JSHandle<PowBench>): Promise<Row[]> {
  const names = [SIMD, SCALAR, JAVASCRIPT, HASH_WASM, CAP, SUBTLE];
  const [one] = await rates(page, { names, rounds: 5, forMs: 400 }, 1);
  const speed = (name: string): number => median(one![name]!) / 1e6;
  const row = (name: string, reference: string, limit?: number): Row => ({
    section,
    name: `${name}, one worker`,
    value: speed(name),
    unit: 'MH/s',
    reference: { name: reference, value: speed(reference) },
    ...(limit !== undefined && { gate: { limit } }),
  });
  return [
    row(SIMD, HASH_WASM, 10),
    row(SIMD, CAP, 5),
    row(SCALAR, HASH_WASM),
    row(JAVASCRIPT, SUBTLE, 15),
    ...(await allWorkers(page)),
  ];
}

/**
 * As many workers as the machine offers against one, taken in turn; and as many threads of Node, in the same rounds, so that one can
 * tell what the browser lost from what the machine had not to give.
 */
async function allWorkers(page: JSHandle<PowBench>): Promise<Row[]> {
  const workers = availableParallelism();
  const forMs = 700;
  const request = { names: [SIMD], rounds: 1, forMs };
  const sum = (all: Rates[]): number => all.reduce((total, each) => total + each[SIMD]![0]!, 0);
  const measured = { one: [] as number[], all: [] as number[], oneThread: [] as number[], allThreads: [] as number[] };
  for (let round = 0; round < 5; round++) {
    measured.one.push(sum(await rates(page, request, 1)) / 1e6);
    measured.oneThread.push((await nodeThreads(1, forMs)) / 1e6);
    measured.all.push(sum(await rates(page, request, workers)) / 1e6);
    measured.allThreads.push((await nodeThreads(workers, forMs)) / 1e6);
  }
  const row = (name: string, unit: string, all: number[], one: number[]): Row => ({
    section,
    name,
    value: median(all),
    unit,
    reference: { name: `${workers} times one`, value: workers * median(one) },
  });
  return [
    { ...row(`${SIMD}, ${workers} workers`, 'MH/s', measured.all, measured.one), gate: { limit: 0.9 } },
    row(`what the machine gives: ${workers} threads of Node`, 'M steps/s', measured.allThreads, measured.oneThread),
  ];
}

/** Hashes per second in each round, an entry per worker. */
export function rates(page: JSHandle<PowBench>, request: RatesRequest, workers: number): Promise<Rates[]> {
  return page.evaluate((bench, [asked, size]) => bench.rates(asked, size), [request, workers] as const);
}
