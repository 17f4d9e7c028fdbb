import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBoard } from './use-board.js';

const { product, visit } = useBoard({ POW_DIFFICULTY: '12' });

describe('reading', () => {
  beforeAll(() => product().seed(60), 60_000);

  it('loads more, and Back finds the place where one was', async () => {
    const { board, page } = await visit();
    await board.items.nth(19).waitFor();
    await board.loadMore.click();
    await board.items.nth(39).waitFor();
    expect(await board.items.count()).toBe(40);
    const link = board.items.nth(35).getByRole('link');
    await link.scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    const place = await board.place();
    await link.click();
    await page.getByRole('article').waitFor();
    expect(await board.place()).toBe(0);
    await page.goBack();
    await board.items.nth(39).waitFor();
    expect(Math.abs((await board.place()) - place)).toBeLessThan(3);
  });

  it('shows every listing once, to the end', async () => {
    const { board } = await visit();
    await board.items.first().waitFor();
    while (await board.loadMore.isVisible()) {
      const before = await board.items.count();
      await board.loadMore.click();
      await board.items.nth(before).waitFor();
      await board.settled();
    }
    const links = await board.items
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(new Set(links).size).toBe(links.length);
    expect(links.length).toBe(await board.total());
  });

  it('keeps the search in the URL, also through Back', async () => {
    const { board, page } = await visit();
    await board.items.first().waitFor();
    await board.search('zzzz-nothing');
    await page.getByText('No listing contains zzzz-nothing.').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('zzzz-nothing');
    await page.goBack();
    await board.items.first().waitFor();
    expect(await board.searchBox.inputValue()).toBe('');
    await page.goForward();
    await page.getByText('No listing contains zzzz-nothing.').waitFor();
    expect(await board.searchBox.inputValue()).toBe('zzzz-nothing');
    await board.search('one two three four five six seven eight nine');
    await page.getByRole('alert').getByText('at most 8 terms').waitFor();
    await page.goto(`/?q=${'x'.repeat(201)}`);
    const alert = page.getByRole('alert');
    expect(await alert.textContent()).toBe('A search has at most 200 characters; this one has 201.');
  });

  it('offers a feed of what is shown', async () => {
    const { board, page } = await visit();
    const feed = async (name: string) => {
      const href = await page.getByRole('link', { name }).getAttribute('href');
      return { href, type: (await page.request.get(String(href))).headers()['content-type']?.split(';')[0] };
    };
    const type = 'application/atom+xml';
    expect(await feed('Atom feed of all listings')).toEqual({ href: '/feed.atom', type });
    await board.search('"two words" café');
    expect(await feed('Atom feed of this search')).toEqual({ href: '/feed.atom?q=%22two+words%22+caf%C3%A9', type });
  });

  it('has a page for each listing, and says so where there is none', async () => {
    const { board, page } = await visit();
    const body = 'Has a page';
    await board.post(body);
    await page.getByRole('link', { name: 'See your listing' }).click();
    await page.getByRole('article').getByText(body).waitFor();
    expect(await page.title()).toBe(`${body} – initialsdb`);
    const { pathname } = new URL(page.url());
    const id = pathname.replace('/listings/', '');
    const { page: reader } = await visit(pathname);
    await reader.getByRole('article').getByText(body).waitFor();
    await product().query('UPDATE listings SET is_hidden = true WHERE id = $1', [id]);
    await reader.reload();
    await reader.getByRole('heading', { name: 'This listing was hidden' }).waitFor();
    for (const missing of ['/listings/9007199254740000', '/listings/abc', '/listings/0']) {
      await reader.goto(missing);
      await reader.getByRole('heading', { name: 'No such listing' }).waitFor();
    }
    await reader.goto('/nowhere');
    await reader.getByRole('heading', { name: 'No such page' }).waitFor();
  });
});
