import { AxeBuilder } from '@axe-core/playwright';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from './until.js';
import { useConsole } from './use-console.js';

const { product, open, signIn } = useConsole();

beforeAll(async () => {
  await product().seed(60);
  await product().query(
    `INSERT INTO reports (listing_id, reason, note, reporter)
     SELECT l.id, 'spam', 'Seen twice', l.id::text FROM listings l ORDER BY l.id DESC LIMIT 3`,
  );
}, 60_000);

/** Findings of axe by the rules of WCAG 2.2 AA and its own best practices. */
async function findings(page: Page, ...except: string[]): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(except).analyze();
  return violations.map(
    ({ id, impact, nodes }) => `${impact}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

describe('signing in', () => {
  it('says what is wrong, keeps what was typed, and leads to the page that was asked for', async () => {
    const { console, page } = await open('/audit-log?action=user.create');
    await page.getByRole('textbox', { name: 'Username' }).fill('ann');
    await page.getByLabel('Password').fill('not her password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('Username, password or code is not right.').waitFor();
    await page.getByRole('textbox', { name: 'Authenticator code' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Username' }).inputValue()).toBe('ann');
    await console.signIn('ann', 'a password of theirs');
    await page.getByRole('heading', { name: 'Audit log' }).waitFor();
    expect(new URL(page.url()).search).toBe('?action=user.create');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password').waitFor();
    await page.reload();
    await page.getByLabel('Password').waitFor();
  });

  it('is asked for again where a session ended, and is then where one was', async () => {
    const { console, page } = await signIn('bob', '/listings?visibility=visible');
    await console.rows.first().waitFor();
    await product().query(`DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE username = 'bob')`);
    await console.rows.first().getByRole('switch', { name: 'Hidden' }).click();
    await console.confirmHiding();
    await page.getByText('You are signed out. Sign in to go on where you were.').waitFor();
    await console.signIn('bob', 'a password of theirs');
    await console.rows.first().waitFor();
    expect(new URL(page.url()).search).toBe('?visibility=visible');
  });

  it('shows each role its pages', async () => {
    const { page, console } = await signIn('olga', '/');
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Listings' }).count()).toBe(0);
    await page.goto('/listings');
    await page.getByRole('heading', { name: 'No such page' }).waitFor();
    await console.link('Audit log').click();
    await page.getByText(/^Unbroken/).waitFor();
  });

  it('takes an authenticator on, which is needed from then on', async () => {
    const { page } = await signIn('olga', '/account');
    await page.getByRole('button', { name: 'Set up an authenticator' }).click();
    await page.getByRole('img', { name: 'QR code of the secret' }).waitFor();
    expect(
      await page.getByRole('img').evaluate((image) => (image as { naturalWidth: number }).naturalWidth),
    ).toBeGreaterThan(0);
    await page.getByRole('textbox', { name: 'Code that it shows' }).fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('That is not the code it shows now.').waitFor();
  });
});

describe('users', () => {
  it('are made, changed and disabled, but for the last admin', async () => {
    const { console, page } = await signIn('admin', '/users');
    await page.getByRole('button', { name: 'New user' }).click();
    await console.dialog.getByRole('textbox', { name: 'Name' }).fill('carl');
    await console.dialog.getByLabel('First password').fill('a password of theirs');
    await console.dialog.getByRole('button', { name: 'Create' }).click();
    await console.says('carl can sign in now.');
    await page.getByRole('combobox', { name: 'Role of carl' }).selectOption('operator');
    await console.says('carl is operator now.');
    await page.getByRole('button', { name: 'Change carl' }).click();
    await page.getByRole('menuitem', { name: 'Disable…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('row').filter({ hasText: 'carl' }).getByText('disabled').waitFor();
    await page.getByRole('combobox', { name: 'Role of admin' }).selectOption('moderator');
    await console.says(/Nothing was changed\./);
    expect(await page.getByRole('combobox', { name: 'Role of admin' }).inputValue()).toBe('admin');
  });
});

describe('keyboard', () => {
  it('moves, selects, hides, undoes and searches without a mouse, and is inert while one types', async () => {
    const { console, page } = await signIn('ann');
    await console.rows.first().waitFor();
    const [first, second] = await console.rows.evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('data-listing')),
    );
    const row = (id: string | null | undefined) => page.locator(`tr[data-listing="${id}"]`);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await row(second).getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('k');
    await page.keyboard.press('h');
    await console.dialog.waitFor();
    await page.keyboard.type('sp');
    await page.keyboard.press('Enter');
    await row(first).getByRole('switch', { name: 'Hidden', checked: true }).waitFor();
    await page.keyboard.press('u');
    await row(first).getByRole('switch', { name: 'Hidden', checked: false }).waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('h');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await console.dialog.waitFor({ state: 'detached' });
    // A closed dialog gives the focus back in a timer of its own; who types has seen that by then.
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    await page.keyboard.press('/');
    await page.keyboard.type('huxj?');
    expect(await console.searchBox.inputValue()).toBe('huxj?');
    expect(await console.dialog.count()).toBe(0);
    await page.keyboard.press('Escape');
    await until(async () => (await console.searchBox.inputValue()) === '');
  });
});

describe('reported texts', () => {
  it('are blurred by a setting, until opened', async () => {
    const { console, page } = await signIn('ann', '/listings?reported=true');
    await console.rows.first().waitFor();
    expect(await page.getByRole('button', { name: 'Show text' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Blur reported texts' }).click();
    await page.keyboard.press('Escape');
    await page.reload();
    const shows = page.getByRole('button', { name: 'Show text' });
    await shows.first().waitFor();
    const count = await shows.count();
    await shows.first().click();
    expect(await shows.count()).toBe(count - 1);
  });
});

const pages = ['/listings', '/reports', '/blocks', '/audit-log', '/dashboard', '/users', '/account'];

describe('everybody', () => {
  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds: %s',
    async (colorScheme) => {
      const { page } = await open('/listings', { colorScheme, reducedMotion: 'reduce' });
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(await findings(page)).toEqual([]);
      const { page: inside, console } = await signIn('admin', '/listings', { colorScheme, reducedMotion: 'reduce' });
      await console.rows.first().getByRole('checkbox').click();
      await inside.getByText('1 selected').waitFor();
      expect(await findings(inside)).toEqual([]);
      await inside.keyboard.press('h');
      await console.dialog.waitFor();
      // The page's heading and main part are out of reach while the question stands.
      expect(await findings(inside, 'page-has-heading-one', 'landmark-one-main')).toEqual([]);
      for (const path of pages.slice(1)) {
        await inside.goto(path);
        await inside.getByRole('heading', { level: 1 }).waitFor();
        await inside.getByText('Loading…').waitFor({ state: 'detached' });
        expect([path, ...(await findings(inside))]).toEqual([path]);
      }
    },
    120_000,
  );

  it.each([320, 375, 2560])(
    'has no sideways scrolling at %i px',
    async (width) => {
      const { page } = await signIn('admin', '/listings', { viewport: { width, height: 700 } });
      for (const path of pages) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByText('Loading…').waitFor({ state: 'detached' });
        const scrollWidth = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect([path, scrollWidth <= width]).toEqual([path, true]);
      }
    },
    90_000,
  );
});
