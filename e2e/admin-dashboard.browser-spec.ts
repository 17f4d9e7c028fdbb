import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { useConsole } from './use-console.js';

const { product, signIn } = useConsole();

const activity = (rows: string) =>
  product().query(
    `INSERT INTO activity (hour, name, count)
       SELECT date_trunc('hour', now(), 'UTC') - ago * interval '1 hour', name, count FROM (VALUES ${rows}) AS counted (ago, name, count)`,
  );

beforeAll(async () => {
  await product().seed(60);
  await activity(`(30, 'refused:rate-limit:reads', 5), (3, 'refused:rate-limit:reads', 2), (3, 'refused:proof-of-work:pow_expired', 1),
    (3, 'answered:10', 900), (3, 'answered:1000', 100), (3, 'solved:500', 4)`);
}, 60_000);

const chart = (page: Page, name: string | RegExp) => page.getByRole('img', { name });
const heightOf = async (bar: Locator) => Number(await bar.getAttribute('height'));

describe('the dashboard', () => {
  it('draws refusals by guard and reason, each over the hours', async () => {
    const { page } = await signIn('olga', '/dashboard');
    const reasons = page.getByRole('list', { name: 'Refusals by guard and reason' }).getByRole('listitem');
    await reasons.first().waitFor();
    expect(await reasons.allInnerTexts()).toEqual([
      expect.stringMatching(/^rate-limit: reads\s+7 in all, 5 in the busiest hour$/),
      expect.stringMatching(/^proof-of-work: pow expired\s+1 in all, 1 in the busiest hour$/),
    ]);
    const hours = chart(page, /^rate-limit: reads/).locator('rect.fill-ink');
    expect(await hours.count()).toBe(48);
    const heights = await hours.evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
    expect(heights.map((height) => height > 0).filter(Boolean)).toHaveLength(2);
    expect(heights[17]).toBeGreaterThan(heights[44] ?? 0);
  });

  it('draws how long answers and proofs took, and says it in words', async () => {
    const { page } = await signIn('olga', '/dashboard');
    const answers = page.getByRole('region', { name: 'Time of the board’s answers' });
    await answers
      .locator('p')
      .filter({
        hasText:
          /^1,0\d\d answers in the last 24 hours: half within \d+ ms \(lower part\), 90 % within .*, 99 % within .* \(whole bar\)$/,
      })
      .waitFor();
    const hour = answers.locator('g').nth(44);
    expect(await hour.locator('title').textContent()).toMatch(
      /half within 6 ms .*90 % within 10 ms.*99 % within 901 ms/,
    );
    expect(await heightOf(hour.locator('rect.fill-edge'))).toBeGreaterThan(
      await heightOf(hour.locator('rect.fill-ink')),
    );
    await chart(page, /^Time of proofs of work: 4 proofs in the last 24 hours/).waitFor();
  });

  it('tells growth once there is any, and guesses on from there', async () => {
    const { page } = await signIn('olga', '/dashboard');
    const size = page.getByRole('region', { name: 'Size of the database' });
    await size.getByText(/MB, growth is known from tomorrow on$/).waitFor();
    expect(await size.getByRole('img').count()).toBe(0);
    await product().query(
      `INSERT INTO database_sizes SELECT (now() AT TIME ZONE 'UTC')::date - 30, pg_database_size(current_database()) - 3000000, 10`,
    );
    await page.reload();
    await size.getByText(/MB, \+[23]\.\d MB and \+50 listings in 30 days$/).waitFor();
    await size
      .getByText(/^At this rate the database alone fills the disk in (about \d+ \w+|more than 10 years)\.$/)
      .waitFor();
    expect(await size.getByRole('img').locator('g').count()).toBe(31);
  });

  it('names the slowest queries, each on a line that opens', async () => {
    const { page } = await signIn('olga', '/dashboard', { viewport: { width: 375, height: 700 } });
    const rows = page.getByRole('table', { name: 'Slowest queries' }).locator('tbody').getByRole('row');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(10);
    const long = rows
      .locator('summary')
      .filter({ hasText: /.{100}/ })
      .first();
    const isCut = () =>
      long.evaluate((line) => {
        const { scrollWidth, clientWidth } = line as unknown as Record<'scrollWidth' | 'clientWidth', number>;
        return scrollWidth > clientWidth;
      });
    expect(await isCut()).toBe(true);
    await long.focus();
    await page.keyboard.press('Enter');
    expect(await isCut()).toBe(false);
  });

  it('fits a narrow window', async () => {
    const { page } = await signIn('olga', '/dashboard', { viewport: { width: 320, height: 700 } });
    await page.getByRole('table', { name: 'Slowest queries' }).waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });

  it('says where the slowest queries are not known', async () => {
    // Takes the extension along.
    await product().query('DROP SCHEMA monitoring CASCADE');
    const { page } = await signIn('olga', '/dashboard');
    await page.getByText(/this database lacks the extension pg_stat_statements/).waitFor();
    expect(await page.getByRole('table', { name: 'Slowest queries' }).count()).toBe(0);
    await page.getByText('Visible listings').waitFor();
  });
});
