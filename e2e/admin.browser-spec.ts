import { beforeAll, describe, expect, it } from '@jest/globals';
import { useConsole } from './use-console.js';

const { product, visitBoard, signIn } = useConsole();
const pageLength = 50;

let sentences = 0;
/** A text that no other test posts. */
const text = (words: string) => `${words} no. ${(sentences += 1)}!`;

beforeAll(() => product().seed(120), 60_000);

/** Posts as one new client of the board. */
async function post(...bodies: string[]) {
  const visitor = await visitBoard();
  for (const body of bodies) await visitor.board.post(body);
  return visitor;
}

describe('hiding', () => {
  it('takes a listing off the board at once, with a reason, and Undo brings it back', async () => {
    const body = text('Miracle pills');
    const { board, page: boardPage } = await post(body);
    const before = await board.total();
    const { console, page } = await signIn('ann');
    const id = await console.idOf(body);
    await console.switchOf(body).click();
    await console.dialog.getByRole('button', { name: 'Hide', exact: true }).click();
    await console.dialog.getByText('Choose a reason.').waitFor();
    await console.dialog.getByLabel('Reason').selectOption('other');
    await console.dialog.getByRole('button', { name: 'Hide', exact: true }).click();
    await console.dialog.getByText('Say in the note what the reason is.').waitFor();
    await console.confirmHiding('other', 'Sold without a licence');
    await console.says('Hid 1 listing as other');
    await console.row(body).getByText('hidden as other by ann just now').waitFor();

    const { board: visitor, page: visitorPage } = await visitBoard();
    await visitor.totalIs(before - 1);
    expect(await visitor.items.filter({ hasText: body }).count()).toBe(0);
    await visitor.search('miracle');
    await visitorPage.getByText('No listing contains miracle.').waitFor();
    expect((await boardPage.request.get(`/api/listings/${id}`)).status()).toBe(410);

    await console.undoButton.click();
    await console.isHidden(body, false);
    expect((await boardPage.request.get(`/api/listings/${id}`)).status()).toBe(200);
    await visitorPage.reload();
    await visitor.items.filter({ hasText: body }).waitFor();
    await page.reload();
    await console.isHidden(body, false);
  });

  it('names who was first where two moderators change the same listing, and changes nothing', async () => {
    const body = text('Twice moderated');
    await post(body);
    const { console: bob, page: bobsPage } = await signIn('bob');
    // Bob hears nothing of what others do.
    await bobsPage.route('**/api/events', (route) => route.abort());
    await bobsPage.reload();
    await bob.isHidden(body, false);
    const { console: ann } = await signIn('ann');
    await ann.hide(body, 'harassment');
    await bob.switchOf(body).click();
    await bob.confirmHiding('spam');
    await bob.says(/Nothing was changed: listing \d+ was hidden as harassment by ann just now/);
    await bob.isHidden(body, true);
    await bob.row(body).getByText('hidden as harassment by ann').waitFor();
  });

  it('shows what another moderator does without a reload, in its place', async () => {
    const body = text('Seen by both');
    await post(body);
    const { console: ann } = await signIn('ann');
    const { console: bob } = await signIn('bob');
    await bob.isHidden(body, false);
    const order = await bob.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-listing')));
    await ann.hide(body);
    await bob.isHidden(body, true);
    await bob.row(body).getByText('hidden as spam by ann just now').waitFor();
    expect(await bob.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-listing')))).toEqual(order);
  });

  it('announces new listings instead of moving the others', async () => {
    const { console, page } = await signIn('ann');
    await console.rows.first().waitFor();
    const first = await console.rows.first().innerText();
    const body = text('Fresh from the board');
    await post(body);
    // The console looks at the head of the list every 20 seconds.
    await page.getByRole('button', { name: /new listing/ }).waitFor({ timeout: 30_000 });
    expect(await console.rows.first().innerText()).toBe(first);
    await page.getByRole('button', { name: /new listing/ }).click();
    await console.row(body).waitFor();
  }, 60_000);
});

describe('batches', () => {
  it('hides all that match a filter, asks again where the number changed, and undoes what nobody changed since', async () => {
    const word = `casino${Date.now()}`;
    const bodies = ['one', 'two', 'three'].map((name) => text(`${word} ${name}`));
    await post(...bodies);
    const { console: ann, page } = await signIn('ann', `/listings?q=${word}`);
    await page.getByText('3 listings', { exact: true }).waitFor();
    await ann.select(`${word} one`);
    await page.getByRole('button', { name: 'Select all 3 that match' }).click();
    await page.getByText('All 3 listings that match').waitFor();
    await post(text(`${word} four`));
    await page.getByRole('button', { name: 'Hide selected' }).click();
    await ann.confirmHiding('spam');
    await ann.dialog.getByText('Nothing was hidden: 4 listings match by now, not 3.').waitFor();
    expect(await page.locator('tr [role=switch][aria-checked=true]').count()).toBe(0);
    await ann.dialog.getByRole('button', { name: 'Hide', exact: true }).click();
    await ann.says('Hid 4 listings as spam');
    await ann.isHidden(`${word} three`, true);

    const { console: bob } = await signIn('bob', `/listings?q=${word}`);
    await bob.switchOf(`${word} two`).click();
    await bob.isHidden(`${word} two`, false);
    await ann.undoButton.click();
    await ann.says(/Put back 3 listings\. Left as changed since: \d+ \(changed by bob\)/);
    await ann.isHidden(`${word} three`, false);
  });

  it('keeps what is selected while more is loaded, and hides just that', async () => {
    const { console, page } = await signIn('ann');
    const first = await console.rows.first().getAttribute('data-listing');
    await console.rows.first().getByRole('checkbox').click();
    await console.loadMore.click();
    await console.rows.nth(pageLength).waitFor();
    await console.rows.nth(pageLength).getByRole('checkbox').click();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Hide selected' }).click();
    await console.confirmHiding('illegal');
    await console.says('Hid 2 listings as illegal');
    await page.locator(`tr[data-listing="${first}"] [role=switch][aria-checked=true]`).waitFor();
    expect(await page.getByRole('switch', { name: 'Hidden', checked: true }).count()).toBeGreaterThanOrEqual(2);
    await page.keyboard.press('u');
    await console.says('Put back 2 listings.');
  });
});

describe('the URL', () => {
  it('holds search, filter and order; Back, Forward and a reload find them, with loaded pages and changed rows in place', async () => {
    const { console, page } = await signIn('ann');
    await console.loadMore.click();
    await console.rows.nth(pageLength).waitFor();
    await console.link('Reports').click();
    await page.getByRole('heading', { name: 'Reports' }).waitFor();
    await page.goBack();
    await console.rows.nth(pageLength).waitFor();

    await page.getByRole('button', { name: 'Reported first' }).click();
    await page.getByRole('button', { name: 'Visible', exact: true }).click();
    await console.search('a');
    expect(new URL(page.url()).search).toBe('?q=a&visibility=visible&sort=reports');
    await console.settled();
    expect(await page.locator('mark').first().innerText()).toMatch(/a/i);
    await page.reload();
    expect(await console.searchBox.inputValue()).toBe('a');
    await page.getByRole('button', { name: 'Visible', exact: true, pressed: true }).waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.search === '?visibility=visible&sort=reports');
    expect(await console.searchBox.inputValue()).toBe('');
    await page.goBack();
    await page.goBack();
    await page.waitForURL((url) => url.search === '');
    await page.getByRole('button', { name: 'Reported first', pressed: false }).waitFor();
  });

  it('is saved as a view under a name', async () => {
    const { console, page } = await signIn('bob', '/listings?visibility=visible&columns=id,reports');
    await page.getByRole('columnheader', { name: 'Number' }).waitFor();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save this view…' }).click();
    await console.dialog.getByRole('textbox', { name: 'Name' }).fill('On the board');
    await console.dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'View: On the board' }).waitFor();
    await console.link('Listings').click();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'On the board' }).click();
    await page.waitForURL((url) => url.search === '?visibility=visible&columns=id%2Creports');
  });
});
