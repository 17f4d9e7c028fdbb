import { availableParallelism } from 'node:os';
import type { Page } from 'playwright-core';
import type { Row } from '../lib/report.js';
import { median, quantile } from '../lib/statistics.js';
import type { PowBench, RatesRequest, Solve } from './page-api.js';
import { withBenchPage } from './page-server.js';

const section = 'proof of work: browser';
const SIMD = 'initialsdb SIMD';
const JAVASCRIPT = 'initialsdb pure JS';
const [HASH_WASM, CAP, SUBTLE] = ['hash-wasm sha256', '@cap.js/wasm 0.0.6', 'crypto.subtle loop'] as const;
const NAMES = [SIMD, 'initialsdb scalar WASM', JAVASCRIPT, HASH_WASM, CAP, SUBTLE];
const DIFFICULTY = 21;

/** Compares the search kernels with their peers, in one worker of a headless Chromium, and times whole proofs. */
export function solverBench(): Promise<Row[]> {
  return withBenchPage(async (page) => {
    const [one] = await rates(page, { names: NAMES, rounds: 5, forMs: 400 }, 1);
    const speed = (name: string): number => median(one![name]!) / 1e6;
    const row = (name: string, reference: string, limit: number): Row => ({
      section,
      name: `${name}, one worker`,
      value: speed(name),
      unit: 'MH/s',
      reference: { name: reference, value: speed(reference) },
      gate: { limit },
    });
    return [
      row(SIMD, HASH_WASM, 10),
      row(SIMD, CAP, 5),
      row(JAVASCRIPT, SUBTLE, 15),
      { section, name: 'initialsdb scalar WASM, one worker', value: speed('initialsdb scalar WASM'), unit: 'MH/s' },
      ...(await coldSolves(page, speed(SIMD) * 1e6)),
      await allWorkers(page),
    ];
  });
}

/** 21 bits from a cold worker against the time that as many hashes take a warm one; then with the page's thread slowed down. */
async function coldSolves(page: Page, hashesPerSecond: number): Promise<Row[]> {
  const pure = { name: `2^${DIFFICULTY} hashes`, value: (1000 * 2 ** DIFFICULTY) / hashesPerSecond };
  const devTools = await page.context().newCDPSession(page);
  const rows: Row[] = [];
  // Chromium slows the page's own thread down, not its workers.
  for (const rate of [1, 6]) {
    await devTools.send('Emulation.setCPUThrottlingRate', { rate });
    const solves = await solveRepeatedly(page, 21, 1);
    const tookMs = solves.map((solve) => solve.tookMs);
    const gated = rate === 1;
    rows.push(
      {
        section,
        name: `${DIFFICULTY} bits from a cold worker, page at 1/${rate} speed`,
        value: median(tookMs),
        unit: 'ms',
        reference: pure,
        ...(gated && { gate: { limit: 4, atMost: true } }),
        details: { p95Ms: quantile(tookMs, 0.95) },
      },
      {
        section,
        name: `longest gap between frames meanwhile, page at 1/${rate} speed`,
        value: median(solves.map(({ longestFrameMs }) => longestFrameMs)),
        unit: 'ms',
        ...(gated && { gate: { limit: 1000 / 60 + 50, atMost: true } }),
      },
    );
  }
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return rows;
}

async function solveRepeatedly(page: Page, count: number, workers: number): Promise<Solve[]> {
  const solves: Solve[] = [];
  for (let i = 0; i < count; i++) {
    solves.push(
      await page.evaluate(
        ([bits, size]) => (globalThis as unknown as { bench: PowBench }).bench.solve(bits!, size!),
        [DIFFICULTY - 3, workers],
      ),
    );
  }
  return solves;
}

/** As many workers as the machine offers against one, taken in turn. */
async function allWorkers(page: Page): Promise<Row> {
  const workers = availableParallelism();
  const request = { names: [SIMD], rounds: 1, forMs: 700 };
  const [alone, together]: [number[], number[]] = [[], []];
  const sum = (all: Record<string, number[]>[]): number => all.reduce((total, each) => total + each[SIMD]![0]!, 0);
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

function rates(page: Page, request: RatesRequest, workers: number) {
  return page.evaluate(([asked, size]) => (globalThis as unknown as { bench: PowBench }).bench.rates(asked, size), [
    request,
    workers,
  ] as const);
}
