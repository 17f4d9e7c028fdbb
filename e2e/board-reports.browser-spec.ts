import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBoard } from './use-board.js';

const { product, visit } = useBoard({ POW_DIFFICULTY: '12' });

beforeAll(() => product().seed(5), 60_000);

describe('reporting', () => {
  it('takes two clicks, once for each listing', async () => {
    const { board, page } = await visit();
    const report = async (reason: string) => {
      await board.items.first().getByRole('button', { name: 'Report' }).click();
      await page.getByRole('dialog').getByRole('button', { name: reason }).click();
    };
    await report('Spam');
    await page.getByRole('dialog', { name: 'Reported' }).getByRole('button', { name: 'Close' }).click();
    await page.locator(':focus', { hasText: 'Report' }).waitFor();
    expect(await product().query('SELECT reason, note FROM reports')).toEqual([{ reason: 'spam', note: null }]);
    await report('Something else');
    await page.getByRole('dialog').getByText('You have reported this listing already.').waitFor();
  });

  it('can be thought better of', async () => {
    const before = await product().query('SELECT id FROM reports');
    const { board, page } = await visit();
    await board.items.nth(2).getByRole('button', { name: 'Report' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator(':focus', { hasText: 'Report' }).waitFor();
    expect(await product().query('SELECT id FROM reports')).toEqual(before);
  });

  it('may have a note', async () => {
    const { board, page } = await visit();
    await board.items.nth(1).getByRole('button', { name: 'Report' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Add a note').click();
    await dialog.getByRole('textbox', { name: 'Note for the moderators' }).fill('  My telephone number.  ');
    await dialog.getByRole('button', { name: 'Somebody’s personal data' }).click();
    await page.getByRole('dialog', { name: 'Reported' }).waitFor();
    const [newest] = await product().query('SELECT reason, note FROM reports ORDER BY id DESC LIMIT 1');
    expect(newest).toEqual({ reason: 'personal-data', note: 'My telephone number.' });
  });

  it('is not offered on one’s own listing', async () => {
    const { board } = await visit();
    await board.post('Nobody reports themselves');
    const own = board.items.filter({ hasText: 'Nobody reports themselves' });
    expect(await own.getByRole('button', { name: 'Report' }).count()).toBe(0);
    expect(await own.getByRole('button', { name: 'Delete' }).count()).toBe(1);
  });
});
