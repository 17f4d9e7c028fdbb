import { startChromium } from '@initialsdb/testing/browser';
import type { Bench } from '../lib/bench.js';
import type { Row } from '../lib/report.js';
import { boardBench } from './board-bench.js';
import { kernelsBench } from './kernels-bench.js';
import type { PowBench } from './page-api.js';
import { withBenchPage } from './page-server.js';
import { solverBench } from './solver-bench.js';

/** What a proof of work takes in a headless Chromium: the search alone, whole proofs, and posting on the real board. */
export async function browserBench(bench: Bench): Promise<Row[]> {
  const browser = await startChromium();
  try {
    return [
      ...(await withBenchPage(async (url) => {
        const page = await browser.newPage();
        await page.goto(url);
        const offered = await page.evaluateHandle<PowBench>('bench');
        return [...(await kernelsBench(offered)), ...(await solverBench(page, offered))];
      })),
      ...(await boardBench(bench, browser)),
    ];
  } finally {
    await browser.close();
  }
}
