import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { BoardPage } from './board-page.js';
import { useBoard } from './use-board.js';

const { product, visit } = useBoard({ POW_DIFFICULTY: '12' }, { backForwardCache: true });

/** Zero bits per puzzle with which a proof takes longer than any test. */
const endless = 30;

let sentences = 0;
/** A text that no other test posts. */
const text = (words: string) => `${words} (${(sentences += 1)})`;

/** A visitor whose machine is of the given kind. */
async function visitWith({ cores, battery }: { cores: number; battery?: { charging: boolean; level: number } }) {
  const visitor = await visit();
  await visitor.context.addInitScript(
    `Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} });
     ${battery ? `navigator.getBattery = () => Promise.resolve(${JSON.stringify(battery)});` : ''}`,
  );
  await visitor.page.reload();
  return visitor;
}

/** Waits until so many workers run on the page. */
async function workersAre(page: Page, count: number): Promise<void> {
  while (page.workers().length !== count) await page.waitForTimeout(20);
}

/** The answers to the page's posts and its requests for challenges, from now on. */
function watch(context: BrowserContext) {
  const posts: number[] = [];
  const challenges: number[] = [];
  context.on('response', (response) => {
    if (response.url().endsWith('/pow/challenge')) challenges.push(response.status());
    if (response.request().method() === 'POST') posts.push(response.status());
  });
  return { posts, challenges };
}

/** Has the page be seen, or not, as its tab being switched does. */
async function show(page: Page, isShown: boolean): Promise<void> {
  await page.evaluate(`
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${!isShown} });
    document.dispatchEvent(new Event('visibilitychange'));`);
}

/** Goes to another document and Back to this one, which the browser has kept as it was. */
async function leaveAndComeBack(page: Page, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await page.evaluate('globalThis.wasHere = true');
  await page.goto('/nowhere');
  await meanwhile();
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForFunction('globalThis.wasHere === true');
}

describe('the proof of work', () => {
  it('begins at the first key with one worker, takes all at Post, and none after Cancel', async () => {
    const { board, page } = await visitWith({ cores: 4 });
    await board.makeProofs(endless);
    expect(page.workers()).toHaveLength(0);
    await board.field.press('A');
    await workersAre(page, 1);
    await board.field.pressSequentially(' bicycle');
    expect(page.workers()).toHaveLength(1);
    await board.postButton.click();
    await workersAre(page, 4);
    await board.cancelButton.click();
    await workersAre(page, 0);
    await page.getByText('Cancelled. Your text is kept.').waitFor();
  });

  it.each([
    ['two cores', { cores: 2 }],
    ['a battery that is nearly empty', { cores: 4, battery: { charging: false, level: 0.15 } }],
  ])('stays with one worker on %s', async (_, machine) => {
    const { board, page } = await visitWith(machine);
    await board.makeProofs(endless);
    await board.field.fill(text('Slowly'));
    await board.postButton.click();
    await board.cancelButton.waitFor();
    await workersAre(page, 1);
    await page.waitForTimeout(300);
    expect(page.workers()).toHaveLength(1);
  });

  it('rests while nobody sees the page, and goes on when somebody does', async () => {
    const { board, page } = await visit();
    await board.makeProofs(endless);
    await board.field.fill(text('Seen'));
    await board.cancelButton.waitFor();
    await show(page, false);
    await board.cancelButton.waitFor({ state: 'hidden' });
    await show(page, true);
    await board.cancelButton.waitFor();
  });

  it('goes on unseen when Post was pressed', async () => {
    const { board, page, context } = await visit();
    const { posts } = watch(context);
    await show(page, false);
    const body = text('Unseen');
    await board.field.fill(body);
    await board.postButton.click();
    await board.posted();
    expect(posts).toEqual([201]);
  });

  it('is made anew before it expires while somebody writes, and is good when it is sent', async () => {
    const { board, page, context } = await visit();
    const { posts, challenges } = watch(context);
    // To the server it lives for 100 s; the page is told 3, and thinks of 2.7 as safe.
    await page.route('**/pow/challenge', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), expiresInMs: 3000 } });
    });
    await board.field.pressSequentially('Somebody who writes and thinks', { delay: 150 });
    await board.proofIsReady();
    expect(challenges.length).toBeGreaterThan(1);
    await board.postButton.click();
    await board.posted();
    expect(posts).toEqual([201]);
  });

  it('is each tab’s own', async () => {
    const { board, context } = await visit();
    const { posts } = watch(context);
    const other = new BoardPage(await context.newPage());
    await other.page.goto(product().boardUrl);
    await board.field.fill(text('In one tab'));
    await other.field.fill(text('In another'));
    await Promise.all([board.proofIsReady(), other.proofIsReady()]);
    await Promise.all([board.postButton.click(), other.postButton.click()]);
    await Promise.all([board.posted(), other.posted()]);
    expect(posts).toEqual([201, 201]);
  });

  it('rests while the page is left, and goes on when Back brings it', async () => {
    const { board, page } = await visit();
    await board.makeProofs(endless);
    const body = text('Left half done');
    await board.field.fill(body);
    await board.postButton.click();
    await workersAre(page, 1);
    await leaveAndComeBack(page, () => workersAre(page, 0));
    await workersAre(page, 1);
    await board.cancelButton.click();
    await page.getByText('Cancelled. Your text is kept.').waitFor();
    expect(await board.field.inputValue()).toBe(body);
  });

  it('is good after Back when it was made before', async () => {
    const { board, page, context } = await visit();
    const { posts, challenges } = watch(context);
    await board.field.fill(text('Left when all was ready'));
    await board.proofIsReady();
    await leaveAndComeBack(page);
    await board.postButton.click();
    await board.posted();
    expect({ posts, challenges }).toEqual({ posts: [201], challenges: [200] });
  });

  it('is made by the command-line client too', async () => {
    const { board, page } = await visit();
    const body = text('From a shell');
    const { stdout } = await promisify(execFile)('npx', ['.', '--url', product().boardUrl, body]);
    const [address] = stdout.split('\n');
    await page.goto(address!);
    await page.getByRole('article').getByText(body).waitFor();
    await page.goto('/');
    expect(await board.items.first().innerText()).toContain(body);
  });
});
