import { describe, expect, it } from '@jest/globals';
import { BoardPage } from './board-page.js';
import { anotherAddress, useBoard } from './use-board.js';

const patienceMs = 60_000;
const windowSeconds = 8;
const writesPerWindow = 4;

const { product, visit } = useBoard({
  POW_DIFFICULTY: '12',
  RATE_LIMIT_WINDOW_SECONDS: String(windowSeconds),
  RATE_LIMIT_WRITES: String(writesPerWindow),
});

let sentences = 0;
/** A text that no other test posts. */
const text = (words: string) => `${words} (${(sentences += 1)})`;

describe('posting', () => {
  it('posts, finds, counts and deletes a listing', async () => {
    const { board } = await visit();
    const before = await board.total();
    const body = text('A green bicycle bell');
    await board.post(body);
    expect(await board.field.inputValue()).toBe('');
    expect(await board.items.first().innerText()).toContain(body);
    await board.totalIs(before + 1);
    await board.search('BÍCYCLE');
    await board.page.getByText('Listings that contain BÍCYCLE, newest first').waitFor();
    expect(await board.marked()).toContain('bicycle');
    await board.delete(body);
    await board.page.getByText('No listing contains BÍCYCLE.').waitFor();
    await board.totalIs(before);
    await board.page.reload();
    await board.totalIs(before);
  });

  it('shows what was typed and never runs it', async () => {
    const { board } = await visit();
    const body = text('<img src=x onerror=alert(1)> & "quotes" \\o/ 100% 👨‍👩‍👧 مرحبا\n\tsecond line');
    await board.post(body);
    expect(await board.items.first().locator('p').textContent()).toBe(body);
    await board.page.reload();
    expect(await board.items.first().locator('p').textContent()).toBe(body);
    expect(await board.page.locator('li img').count()).toBe(0);
  });

  it('leads to the listing that says the same already', async () => {
    const { board, page } = await visit();
    const body = text('Said twice');
    await board.post(body);
    await board.field.fill(body.toUpperCase());
    await board.postButton.click();
    await page.getByText('This text is on the board already.').waitFor();
    expect(await board.field.inputValue()).toBe(body.toUpperCase());
    await page.getByRole('link', { name: 'See the listing' }).click();
    await page.getByRole('article').getByText(body).waitFor();
  });

  it('says what is wrong with a text and keeps it', async () => {
    const { board, page } = await visit();
    await board.field.fill('🌱'.repeat(2001));
    await board.postButton.click();
    await page.getByText('One character too many.').waitFor();
    await board.field.fill('with a bell \u0007');
    await board.postButton.click();
    await page.getByRole('alert').getByText('control').waitFor();
    expect(await board.field.inputValue()).toBe('with a bell \u0007');
  });

  it('can be cancelled while the proof is made, and goes on afterwards', async () => {
    const { board, page } = await visit();
    await board.makeProofs(24);
    const body = text('Worth waiting for');
    await board.field.fill(body);
    await board.postButton.click();
    await board.proof.waitFor();
    await board.cancelButton.click();
    await page.getByText('Cancelled. Your text is kept.').waitFor();
    await board.cancelButton.waitFor({ state: 'hidden' });
    expect(await board.field.inputValue()).toBe(body);
    await board.page.unrouteAll();
    await page.reload();
    await board.postButton.click();
    await board.posted();
  });

  it('makes the proof again when the address changed meanwhile', async () => {
    const { board, context } = await visit();
    const body = text('Written on a train');
    await board.field.fill(body);
    await board.proofIsReady();
    await context.setExtraHTTPHeaders(anotherAddress());
    await board.postButton.click();
    await board.posted();
    expect(await board.page.getByRole('alert').count()).toBe(0);
  });

  it('counts down when there were too many posts, and then posts', async () => {
    const { board, page } = await visit();
    for (let i = 0; i < writesPerWindow; i += 1) await board.post(text('One of many'));
    const body = text('One too many');
    await board.field.fill(body);
    await board.postButton.click();
    await page.getByText(/^Post again in \d+ s\.$/).waitFor();
    expect(await board.postButton.getAttribute('aria-disabled')).toBe('true');
    expect(await board.field.inputValue()).toBe(body);
    await page.getByText('You can post again now.').waitFor({ timeout: (windowSeconds + 3) * 1000 });
    await board.postButton.click();
    await board.posted();
    expect(await board.items.first().innerText()).toContain(body);
  });

  it('is deleted from another browser with the token that was shown once', async () => {
    const { board, page } = await visit();
    await board.post(text('Mine everywhere'));
    const token = await page.locator('code').innerText();
    await page.getByRole('link', { name: 'See your listing' }).click();
    await page.getByRole('article').waitFor();
    const { page: elsewhere } = await visit(new URL(page.url()).pathname);
    await elsewhere.getByRole('button', { name: 'Delete with token' }).click();
    const dialog = elsewhere.getByRole('alertdialog');
    await dialog.getByRole('textbox', { name: 'Delete token' }).fill('not-the-token');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText('That is not the token of this listing.').waitFor();
    await dialog.getByRole('textbox', { name: 'Delete token' }).fill(token);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await elsewhere.getByRole('list', { name: 'Listings' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'No such listing' }).waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
  });
});

describe('what is being written', () => {
  it('is there after a reload', async () => {
    const { board, page } = await visit();
    await board.field.fill('Half a sentence');
    await page.reload();
    expect(await board.field.inputValue()).toBe('Half a sentence');
  });

  it('is each tab’s own', async () => {
    const { board, context } = await visit();
    await board.field.fill('In the first tab');
    const other = new BoardPage(await context.newPage());
    await other.page.goto(product().boardUrl);
    expect(await other.field.inputValue()).toBe('');
    await other.field.fill('In the second tab');
    await board.page.reload();
    expect(await board.field.inputValue()).toBe('In the first tab');
    expect(await other.field.inputValue()).toBe('In the second tab');
  });

  it('outlives being offline, and the post is made when the network is back', async () => {
    const { board, page, context } = await visit();
    const body = text('Written in a tunnel');
    // With all that the page loads by itself.
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await page.getByText('You are offline. What you write is kept in this tab.').waitFor();
    await board.field.fill(body);
    await board.postButton.click();
    await page.getByText('You are offline. Your text is kept.').waitFor();
    expect(await board.field.inputValue()).toBe(body);
    await context.setOffline(false);
    await board.postButton.click();
    await board.posted();
  });

  it(
    'outlives a restart of the database, and the page recovers by itself',
    async () => {
      const { board, page } = await visit();
      const body = text('Written in the dark');
      await board.field.fill(body);
      await product().stopDatabase();
      await board.postButton.click();
      await page.getByText('database is away for the moment. Your text is kept.').waitFor({ timeout: 15_000 });
      expect(await board.field.inputValue()).toBe(body);
      const { board: newcomer } = await visit();
      await newcomer.page.getByText('The listings could not be loaded.').waitFor({ timeout: 15_000 });
      await product().startDatabase();
      await newcomer.items.first().waitFor({ timeout: 15_000 });
      await newcomer.totalIsKnown();
      await board.postButton.click();
      await board.posted();
      await board.items.first().getByText(body).waitFor();
    },
    2 * patienceMs,
  );
});
