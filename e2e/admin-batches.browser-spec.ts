import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useConsole } from './use-console.js';

const { visitBoard, signIn } = useConsole();

const fact = (page: Page, name: string) =>
  page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd');

describe('a batch whose tab is gone', () => {
  it('is found in the audit log by another moderator, and undone there', async () => {
    const { board } = await visitBoard();
    for (const name of ['one', 'two', 'three']) await board.post(`orphaned ${name}`);
    const { console: ann, page: annsPage } = await signIn('ann', '/listings?q=orphaned');
    for (const name of ['one', 'two', 'three']) await ann.select(`orphaned ${name}`);
    await annsPage.getByRole('button', { name: 'Hide selected' }).click();
    await ann.confirmHiding('spam', 'A wave of them');
    await ann.says('Hid 3 listings as spam');
    await annsPage.close();

    const { console: bob, page } = await signIn('bob', '/listings?q=orphaned');
    await bob.switchOf('orphaned two').click();
    await bob.isHidden('orphaned two', false);
    await bob.link('Audit log').click();
    const log = page.getByRole('table', { name: 'Audit log' });
    await log
      .getByRole('link', { name: /^batch \d+$/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /^Batch \d+$/ }).waitFor();
    expect(await bob.link('Audit log').getAttribute('aria-current')).toBe('page');
    expect(await fact(page, 'Who').innerText()).toBe('ann');
    expect(await fact(page, 'What').innerText()).toBe('Hid 3 listings');
    expect(await fact(page, 'Reason').innerText()).toBe('Spam');
    expect(await fact(page, 'Note').innerText()).toBe('A wave of them');
    expect(await fact(page, 'Undone').innerText()).toBe('no');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    await page.reload();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await bob.says(/^Put back 2 listings\. Left as changed since: \d+ \(changed by bob\)\.$/);
    await fact(page, 'Undone')
      .getByText(/by bob$/)
      .waitFor();
    expect(await page.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(0);
    await page.reload();
    await fact(page, 'Undone')
      .getByText(/by bob$/)
      .waitFor();

    await page.goto('/listings?q=orphaned');
    for (const name of ['one', 'two', 'three']) await bob.isHidden(`orphaned ${name}`, false);
    const { board: visitor } = await visitBoard();
    await visitor.items.filter({ hasText: 'orphaned one' }).waitFor();
  });

  it('is a word in the audit log to those who don’t moderate, and its page is nothing for them', async () => {
    const { page } = await signIn('olga', '/audit-log');
    const word = page.getByText(/^batch \d+$/).first();
    await word.waitFor();
    expect(await page.getByRole('link', { name: /^batch/ }).count()).toBe(0);
    await page.goto(`/audit-log/batches/${(await word.innerText()).replace('batch ', '')}`);
    await page.getByRole('heading', { name: 'No such page' }).waitFor();
  });

  it('that there never was is said to be missing; one that can’t be read is tried again', async () => {
    const { page } = await signIn('ann', '/audit-log/batches/999999');
    await page.getByText('There is no such batch.').waitFor();
    await page.goto('/audit-log/batches/none');
    await page.getByText('There is no such batch.').waitFor();
    let answers = 0;
    await page.route('**/api/visibility-batches/1', (route) => ((answers += 1) > 2 ? route.continue() : route.abort()));
    await page.goto('/audit-log/batches/1');
    await page.getByRole('alert').getByText('The console’s server does not answer.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await fact(page, 'Who').innerText()).toBe('ann');
  });
});
