import { availableParallelism } from 'node:os';
import type { JSHandle, Page } from 'playwright-core';
import type { Row } from '../lib/report.js';
import { median, quantile } from '../lib/statistics.js';
import { SIMD, rates } from './kernels-bench.js';
import type { PowBench, Solve } from './page-api.js';
import { slowedDown } from './slow-down.js';

const section = 'proof of work: whole proofs';
const DIFFICULTY = 21;
const PUZZLES = 8;
const PROOFS = 21;
const FRAME_MS = 1000 / 60;

/** Whole proofs by the product's solver on an empty page, at the machine's speed and at a sixth of it; and how soon one is cancelled. */
export async function solverBench(page: Page, bench: JSHandle<PowBench>): Promise<Row[]> {
  const browser = page.context().browser()!;
  return [
    ...(await coldSolves(bench, 'full speed', { ratio: 4, longestFrameMs: FRAME_MS + 50 })),
    ...(await slowedDown(browser, 6, () => coldSolves(bench, '1/6 of the speed'))),
    await cancelling(page, bench),
  ];
}

/** 21 bits from a cold worker, against the time in which a warm one computes as many hashes at the same speed of the machine. */
async function coldSolves(
  bench: JSHandle<PowBench>,
  speed: string,
  gates?: { ratio: number; longestFrameMs: number },
): Promise<Row[]> {
  const [warm] = await rates(bench, { names: [SIMD], rounds: 3, forMs: 400 }, 1);
  const hashesPerMs = median(warm![SIMD]!) / 1000;
  const solves: Solve[] = [];
  for (let i = 0; i < PROOFS; i++) {
    solves.push(await bench.evaluate((page, bits) => page.solve(bits, 1), DIFFICULTY - Math.log2(PUZZLES)));
  }
  const tookMs = solves.map((solve) => solve.tookMs);
  return [
    {
      section,
      name: `${DIFFICULTY} bits from a cold worker, p50, ${speed}`,
      value: median(tookMs),
      unit: 'ms',
      reference: { name: `2^${DIFFICULTY} hashes`, value: 2 ** DIFFICULTY / hashesPerMs },
      ...(gates && { gate: { limit: gates.ratio, atMost: true } }),
      details: { p95Ms: quantile(tookMs, 0.95) },
    },
    {
      section,
      name: `longest gap between two frames in ${PROOFS} proofs, ${speed}`,
      value: Math.max(...solves.map(({ longestFrameMs }) => longestFrameMs)),
      unit: 'ms',
      ...(gates && { gate: { limit: gates.longestFrameMs, atMost: true } }),
    },
  ];
}

/** From the call on the page until this process hears that the last worker is gone. */
async function cancelling(page: Page, bench: JSHandle<PowBench>): Promise<Row> {
  const workers = availableParallelism();
  const tookMs: number[] = [];
  for (let i = 0; i < PROOFS; i++) {
    await bench.evaluate((offered, size) => offered.begin(size), workers);
    const ended = page.workers().map((worker) => new Promise((resolve) => worker.once('close', resolve)));
    const startedAt = performance.now();
    await bench.evaluate((offered) => offered.cancel());
    await Promise.all(ended);
    tookMs.push(performance.now() - startedAt);
  }
  return {
    section,
    name: `${workers} workers ended after Cancel, longest of ${PROOFS}`,
    value: Math.max(...tookMs),
    unit: 'ms',
    gate: { limit: 100, atMost: true },
    details: { p50Ms: median(tookMs) },
  };
}
