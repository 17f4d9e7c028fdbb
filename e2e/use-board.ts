import { afterAll, afterEach, beforeAll, expect, jest } from '@jest/globals';
import { newVisitor, startChromium, type ChromiumOptions, type Visitor } from '@initialsdb/testing/browser';
import { startProduct, type Product } from '@initialsdb/testing/product';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { BoardPage } from './board-page.js';

const patienceMs = 120_000;
/** A busy machine takes its time. */
const testPatienceMs = 60_000;
let addresses = 0;

/** Headers of a client that was not there before, so that nobody eats another's budget. */
export function anotherAddress(): Record<string, string> {
  addresses += 1;
  return { 'X-Forwarded-For': `192.0.2.${addresses}` };
}

/**
 * Starts the product and Chromium for the tests of a file. After each test nothing may have gone wrong unseen: no error on the
 * console, no request to another host.
 */
export function useBoard(env: Record<string, string>, chromium: ChromiumOptions = {}) {
  jest.setTimeout(testPatienceMs);
  let product: Product | undefined;
  let browser: Browser | undefined;
  let visitors: Visitor[] = [];

  beforeAll(async () => {
    // First, for where there is no Chromium nothing else is to be left running.
    browser = await startChromium(chromium);
    product = await startProduct({ env: { ...env, TRUSTED_PROXIES: '127.0.0.0/8,::1/128' } });
  }, patienceMs);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, patienceMs);

  afterEach(async () => {
    await Promise.all(visitors.map(({ context }) => context.close()));
    const faults = visitors.flatMap((visitor) => visitor.faults);
    visitors = [];
    expect(faults).toEqual([]);
  });

  async function open(baseURL: string, path: string, options: BrowserContextOptions): Promise<Visitor> {
    if (!browser) throw new Error('The product is not started yet.');
    const visitor = await newVisitor(browser, baseURL, options);
    visitors.push(visitor);
    await visitor.page.goto(path);
    return visitor;
  }

  return {
    /** Opens a page of either app. */
    open,

    product(): Product {
      if (!product) throw new Error('The product is not started yet.');
      return product;
    },

    /** Opens a page as a new visitor from an address of their own. */
    async visit(path = '/', options: BrowserContextOptions = {}) {
      if (!product) throw new Error('The product is not started yet.');
      const visitor = await open(product.boardUrl, path, { extraHTTPHeaders: anotherAddress(), ...options });
      return { ...visitor, board: new BoardPage(visitor.page) };
    },
  };
}
