import { availableParallelism } from 'node:os';
import type { JSHandle } from 'playwright-core';
import type { Row } from '../lib/report.js';
import { median } from '../lib/statistics.js';
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
    await allWorkers(page),
  ];
}

/** As many workers as the machine offers against one, taken in turn. */
async function allWorkers(page: JSHandle<PowBench>): Promise<Row> {
  const workers = availableParallelism();
  const request = { names: [SIMD], rounds: 1, forMs: 700 };
  const [alone, together]: [number[], number[]] = [[], []];
  const sum = (all: Rates[]): number => all.reduce((total, each) => total + each[SIMD]![0]!, 0);
  for (let round = 0; round < 5; round++) {
    alone.push(sum(await rates(page, request, 1)) / 1e6);
    together.push(sum(await rates(page, request, workers)) / 1e6);
  }
  return {
    section,
    name: `${SIMD}, ${workers} workers`,
    value: median(together),
    unit: 'MH/s',
    reference: { name: `${workers} times one`, value: workers * median(alone) },
    gate: { limit: 0.9 },
  };
}

/** Hashes per second in each round, an entry per worker. */
export function rates(page: JSHandle<PowBench>, request: RatesRequest, workers: number): Promise<Rates[]> {
  return page.evaluate((bench, [asked, size]) => bench.rates(asked, size), [request, workers] as const);
}
