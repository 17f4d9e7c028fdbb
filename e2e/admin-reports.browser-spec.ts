import { describe, expect, it } from '@jest/globals';
import { useConsole } from './use-console.js';

const { product, visitBoard, signIn } = useConsole();

let sentences = 0;
/** A text that no other test posts. */
const text = (words: string) => `${words} no. ${(sentences += 1)}!`;

/** Posts as one new client of the board. */
async function post(...bodies: string[]) {
  const visitor = await visitBoard();
  for (const body of bodies) await visitor.board.post(body);
  return visitor;
}

const report = (id: number, note: string) =>
  product().query(`INSERT INTO reports (listing_id, reason, note, reporter) VALUES ($1, 'spam', $2, $2)`, [id, note]);

describe('posters, reports and the record', () => {
  it('leads from a listing to everything of its poster, and blocks them', async () => {
    const [one, other] = [text('Buy followers'), text('Buy more followers')];
    const { board, page: postersPage } = await post(one, other);
    const { console, page } = await signIn('ann');
    await console
      .row(one)
      .getByRole('button', { name: /^Poster/ })
      .click();
    await page.getByText('2 listings', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Block poster' }).click();
    await console.dialog.getByText('Would have stopped 2 posts of the last 7 days.').waitFor();
    await console.dialog.getByRole('button', { name: 'Block', exact: true }).click();
    await page.getByRole('link', { name: 'Blocked' }).waitFor();

    await board.field.fill(text('One follower more'));
    await board.postButton.click();
    await postersPage.getByRole('alert').first().waitFor();
    await page.getByRole('link', { name: 'Blocked' }).click();
    const block = page.getByRole('table', { name: 'Blocks' }).locator('tbody').getByRole('row').first();
    await block.waitFor();
    await page.reload();
    expect(await block.innerText()).toMatch(/\b[1-9]\d*\b/);
    await block.getByRole('button', { name: /^Remove block/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Nobody is blocked.').waitFor();
    await board.postButton.click();
    await board.posted();
  });

  it('works through the queue of reports, each of which stays in its place', async () => {
    const [bad, fine] = [text('Reported with cause'), text('Reported without')];
    await post(bad, fine);
    const { console, page } = await signIn('ann');
    await report(await console.idOf(bad), 'A cause');
    await report(await console.idOf(fine), 'No cause');
    await console.link('Reports').click();
    const item = (note: string) => page.getByRole('listitem').filter({ hasText: note });
    await item('A cause').getByRole('button', { name: /^Hide/ }).click();
    await console.confirmHiding('spam');
    await item('A cause').getByText('Resolved').waitFor();
    await item('No cause').getByRole('button', { name: 'Resolve' }).click();
    await item('No cause').getByText('Resolved by ann').waitFor();
    await page.reload();
    await page.getByText('No reports wait.').waitFor();
    await page.getByRole('button', { name: 'Resolved' }).click();
    await item('A cause').getByText('Resolved by ann').waitFor();
  });

  it('keeps a record that can be filtered, checked and exported', async () => {
    const body = text('For the record');
    await post(body);
    const { console, page } = await signIn('ann');
    const id = await console.idOf(body);
    await console.hide(body, 'other', 'Written down');
    await console.link('Audit log').click();
    await page.getByText(/^Unbroken: \d+ rows checked\.$/).waitFor();
    await page.getByRole('textbox', { name: 'Listing' }).fill(String(id));
    await page.waitForURL((url) => url.search === `?listing=${id}`);
    const onlyRow = page.getByRole('table', { name: 'Audit log' }).locator('tbody tr:only-child');
    await onlyRow
      .filter({ hasText: 'listing.hide' })
      .filter({ hasText: 'Written down' })
      .filter({ hasText: 'ann' })
      .waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export as CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  });
});
