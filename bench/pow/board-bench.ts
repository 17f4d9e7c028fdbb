import type { Browser, Page } from 'playwright-core';
import type { Bench } from '../lib/bench.js';
import type { Row } from '../lib/report.js';
import { median, quantile } from '../lib/statistics.js';
import { slowedDown } from './slow-down.js';

const section = 'proof of work: on the board';
/** Fewer in all than what a client may post in ten minutes before the difficulty rises. */
const POSTS = 7;

/** What somebody who posts waits for the proof, on the board's own page and server, at the machine's speed and at a sixth of it. */
export async function boardBench(bench: Bench, browser: Browser): Promise<Row[]> {
  const { url } = await bench.product(await bench.seeded('bench_pow', 1000));
  const rows: Row[] = [];
  for (const [factor, speed] of [
    [1, 'full speed'],
    [6, '1/6 of the speed'],
  ] as const) {
    for (const isPrepared of [false, true]) {
      const waits: number[] = [];
      for (let i = 0; i < POSTS; i++) waits.push(await postAsNewcomer(browser, url, { isPrepared, factor }));
      rows.push({
        section,
        name: `from Post to the request, ${isPrepared ? 'text typed before' : 'text pasted that moment'}, ${speed}`,
        value: median(waits),
        unit: 'ms',
        details: { longestMs: quantile(waits, 1) },
      });
    }
  }
  return rows;
}

/** Posts once on a page just opened. @returns milliseconds from pressing Post until the post left with its proof, the challenge's way included */
async function postAsNewcomer(
  browser: Browser,
  url: string,
  { isPrepared, factor }: { isPrepared: boolean; factor: number },
): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('status', { name: 'Total listings' }).filter({ hasText: /\d/ }).waitFor();
    const text = `Measured ${crypto.randomUUID()}`;
    const post = () => (isPrepared ? postTyped(page, text) : postPasted(page, text));
    return factor === 1 ? await post() : await slowedDown(browser, factor, post);
  } finally {
    await context.close();
  }
}

async function postTyped(page: Page, text: string): Promise<number> {
  await page.getByRole('textbox', { name: 'New listing' }).fill(text);
  await page.locator('progress[value="8"]').waitFor();
  return waitOfPost(page, await page.evaluate<number>(`(${press})()`));
}

async function postPasted(page: Page, text: string): Promise<number> {
  return waitOfPost(page, await page.evaluate<number>(`(${paste})(${JSON.stringify(text)}), (${press})()`));
}

/** The browser's own record of its requests says when the post left. */
async function waitOfPost(page: Page, pressedAt: number): Promise<number> {
  await page.getByText('Posted.').waitFor();
  const starts = await page.evaluate<number[]>(
    `performance.getEntriesByName(new URL('/api/listings', location.href).href).map(({ startTime }) => startTime)`,
  );
  const sentAt = starts.find((start) => start >= pressedAt);
  if (sentAt === undefined) throw new Error('The post is not among the requests of the page.');
  return sentAt - pressedAt;
}

const paste = `(text) => {
  const field = document.querySelector('textarea');
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}`;
const press = `() => {
  const pressedAt = performance.now();
  document.querySelector('textarea').form.requestSubmit();
  return pressedAt;
}`;
