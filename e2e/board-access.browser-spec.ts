import { AxeBuilder } from '@axe-core/playwright';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useBoard } from './use-board.js';

const { product, visit } = useBoard({ POW_DIFFICULTY: '10' });

beforeAll(() => product().seed(30), 60_000);

const darkPaper = 'rgb(13, 13, 13)';
const lightPaper = 'rgb(255, 255, 255)';
const paperOf = (page: Page) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

/** Findings of axe by the rules of WCAG 2.2 AA and its own best practices. */
async function findings(page: Page, ...except: string[]): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(except).analyze();
  return violations.map(
    ({ id, impact, nodes }) => `${impact}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

describe('light and dark', () => {
  it.each(['light', 'dark'] as const)('follows the system: %s', async (colorScheme) => {
    const { page } = await visit('/', { colorScheme });
    expect(await paperOf(page)).toBe(colorScheme === 'dark' ? darkPaper : lightPaper);
  });

  it('is switched by hand, remembered, and in force before the first paint', async () => {
    const { page } = await visit('/', { colorScheme: 'light' });
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await paperOf(page)).toBe(darkPaper);
    // Without the app's script, what paints first is what is left.
    await page.route('**/assets/index-*.js', (route) => route.abort());
    await page.reload();
    expect(await paperOf(page)).toBe(darkPaper);
    await page.unrouteAll();
    await page.reload();
    await page.getByRole('button', { name: 'Dark theme', pressed: true }).click();
    expect(await paperOf(page)).toBe(lightPaper);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paperOf(page)).toBe(darkPaper);
  });

  it('has the browser’s own bars follow what was chosen, and paper be light', async () => {
    const { page } = await visit('/', { colorScheme: 'light' });
    const colour = () =>
      page.evaluate<string>(
        '[...document.querySelectorAll("meta[name=theme-color]")].filter(({ media }) => matchMedia(media).matches).map(({ content }) => content).join()',
      );
    expect(await colour()).toBe('#ffffff');
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await colour()).toBe('#0d0d0d');
    await page.reload();
    await page.getByRole('button', { name: 'Dark theme', pressed: true }).waitFor();
    expect(await colour()).toBe('#0d0d0d');
    await page.emulateMedia({ media: 'print' });
    expect(await paperOf(page)).toBe(lightPaper);
    expect(await page.getByRole('button').count()).toBe(0);
  });
});

describe('touch', () => {
  it('gives every control a target of a finger’s height', async () => {
    const { board, page } = await visit('/', { viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true });
    await board.items.first().waitFor();
    await page.getByRole('button', { name: 'Report' }).first().click();
    await page.getByRole('dialog').waitFor();
    const small = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a, button, input, summary')]
        .filter((control) => Math.round(control.getBoundingClientRect().height) < 44)
        .map((control) => control.outerHTML)`,
    );
    expect(small).toEqual([]);
  });
});

describe('keyboard', () => {
  it('posts, searches, opens and deletes without a mouse', async () => {
    const { board, page } = await visit();
    await board.items.first().waitFor();
    await board.field.focus();
    await page.keyboard.type('Typed with ten fingers');
    await page.keyboard.press('Control+Enter');
    await board.posted();
    await board.postButton.focus();
    await page.keyboard.press('/');
    await page.keyboard.type('ten fingers');
    await page.getByText('Listings that contain ten and fingers, newest first').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByText('Typed with ten fingers').waitFor();
    await page.goBack();
    await board.items.getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    // The safe answer has the focus, and Escape gives it.
    await page.locator(':focus', { hasText: 'Keep it' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator(':focus', { hasText: 'Delete' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('No listing contains ten and fingers.').waitFor();
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('Escape');
    await board.items.nth(19).waitFor();
    expect(await board.searchBox.inputValue()).toBe('');
  });

  it('writes a slash where one is writing', async () => {
    const { board, page } = await visit();
    await board.field.focus();
    await page.keyboard.type('24/7');
    expect(await board.field.inputValue()).toBe('24/7');
  });
});

describe('everybody', () => {
  it.each(['light', 'dark'] as const)('has nothing that axe finds: %s', async (colorScheme) => {
    const { board, page } = await visit('/', { colorScheme, reducedMotion: 'reduce' });
    await board.items.first().waitFor();
    expect(await findings(page)).toEqual([]);
    await board.post(`A listing in the ${colorScheme}`);
    await board.search('listing');
    await page.locator('mark').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await board.items.first().getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').waitFor();
    // The page's heading and main part are out of reach while the question stands.
    expect(await findings(page, 'page-has-heading-one', 'landmark-one-main')).toEqual([]);
    await page.keyboard.press('Escape');
    await board.items.first().getByRole('link').click();
    await page.getByRole('article').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto('/listings/0');
    await page.getByRole('heading', { name: 'No such listing' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it.each([320, 375, 3840])('has no sideways scrolling at %i px', async (width) => {
    const { board, page } = await visit('/', { viewport: { width, height: 640 } });
    await board.post(`${'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(5)} ${width}`);
    await board.field.fill('x'.repeat(400));
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await page.evaluate<number>('document.activeElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});
