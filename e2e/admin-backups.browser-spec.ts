import { AxeBuilder } from '@axe-core/playwright';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPrograms } from '@initialsdb/backups';
import { newVisitor, startChromium, type Visitor } from '@initialsdb/testing/browser';
import { type Product, startProduct } from '@initialsdb/testing/product';
import type { Browser } from 'playwright-core';
import { until } from './until.js';

const password = 'correct horse battery';

let product: Product;
let browser: Browser;
let visitor: Visitor;
/** Holds a script that stands for pg_dump, and files that tell it to `wait` or to `fail`. */
let bin: string;

beforeAll(async () => {
  bin = mkdtempSync(join(tmpdir(), 'initialsdb-bin-'));
  const { dump, restore } = await findPrograms(15);
  const PG_DUMP = join(bin, 'pg_dump');
  writeFileSync(
    PG_DUMP,
    `#!/bin/sh\ncase "$*" in *--snapshot*)
     [ -e '${bin}/fail' ] && { echo 'pg_dump: error: no such luck' >&2; exit 1; }
     while [ -e '${bin}/wait' ]; do sleep 0.1; done;;
     esac
     exec '${dump}' "$@"\n`,
  );
  chmodSync(PG_DUMP, 0o755);
  symlinkSync(restore, join(bin, 'pg_restore'));
  product = await startProduct({ env: { FIRST_ADMIN_PASSWORD: password, PG_DUMP } });
  browser = await startChromium();
  visitor = await newVisitor(browser, product.adminUrl);
  const { page } = visitor;
  await page.goto('/backups');
  await page.getByRole('textbox', { name: 'Username' }).fill('admin');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Backups' }).waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  rmSync(bin, { recursive: true, force: true });
}, 60_000);

describe('the page Backups', () => {
  const row = () => visitor.page.getByRole('table', { name: 'Backups' }).locator('tbody tr').first();
  const choose = async (action: string) => {
    await row()
      .getByRole('button', { name: /^Actions for backup/ })
      .click();
    await visitor.page.getByRole('menuitem', { name: action }).click();
  };

  const newestVerified = () =>
    visitor.page
      .getByRole('term')
      .filter({ hasText: 'Newest verified backup' })
      .locator('xpath=following-sibling::dd')
      .innerText();

  it('says on every page that nothing could be restored', async () => {
    const { page } = visitor;
    await page.getByRole('link', { name: 'Dashboard' }).click();
    await page.getByText('There is no verified backup of this board.').waitFor();
    expect(await newestVerified()).toBe('none');
    await page.getByRole('link', { name: 'To the backups' }).click();
    await page.getByText('No backup has been taken yet.').waitFor();
    await page.getByText(/That is no copy for the day the machine is gone/).waitFor();
  }, 60_000);

  it('shows how far one is, whoever looks, and cancels it', async () => {
    writeFileSync(join(bin, 'wait'), '');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Back up now' }).click();
    await row().getByText('running').waitFor();
    await row()
      .getByText(/^dumping, table 0 of \d+/)
      .waitFor();
    await row().getByRole('progressbar', { name: 'Backup' }).waitFor();
    await row().getByRole('button', { name: 'Cancel' }).click();
    await row().getByText('Cancelled by admin.').waitFor();
    rmSync(join(bin, 'wait'));
    await choose('Delete…');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Delete|Remove)$/ })
      .click();
    await page.getByText('No backup has been taken yet.').waitFor();
  }, 60_000);

  it('takes one by a button and shows what came of it', async () => {
    await visitor.page.getByRole('button', { name: 'Back up now' }).click();
    await row().getByText('succeeded').waitFor({ timeout: 60_000 });
    await row()
      .getByText(/initialsdb-\d+T\d+Z-\d+\.dump/)
      .waitFor();
    await row().getByText('not yet').waitFor();
  }, 90_000);

  it('verifies it, and then nothing warns any more', async () => {
    await choose('Verify');
    await visitor.page.getByText('There is no verified backup').waitFor({ state: 'detached', timeout: 60_000 });
    await row().getByText('not yet').waitFor({ state: 'detached' });
    await visitor.page.getByRole('link', { name: 'Dashboard' }).click();
    await until(async () => /^just now$|minute/.test(await newestVerified()));
    await visitor.page.getByRole('navigation').getByRole('link', { name: 'Backups' }).click();
  }, 90_000);

  it('says that its file is gone, and warns of it', async () => {
    const { page } = visitor;
    const backups = join(product.dataDir, 'backups');
    renameSync(backups, `${backups}-away`);
    await page.reload();
    await row()
      .getByText(/^There is no \S+\.dump any more\.$/)
      .waitFor();
    await page.getByText('There is no verified backup of this board.').waitFor();
    renameSync(`${backups}-away`, backups);
    await page.reload();
    await row().getByText('succeeded').waitFor();
    expect(
      await row()
        .getByText(/any more/)
        .count(),
    ).toBe(0);
  }, 60_000);

  it('asks for the password again before it hands out the file', async () => {
    const { page } = visitor;
    await product.query(`UPDATE sessions SET confirmed_at = now() - interval '16 minutes'`);
    await page.reload();
    await choose('Download');
    await page.getByRole('dialog').getByLabel('Password').fill(password);
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await downloading).suggestedFilename()).toMatch(/\.dump$/);
  }, 60_000);

  it('downloads the file', async () => {
    const hash = await row().locator('code').getAttribute('title');
    const downloading = visitor.page.waitForEvent('download');
    await choose('Download');
    const path = await (await downloading).path();
    expect(`SHA-256 ${createHash('sha256').update(readFileSync(path)).digest('hex')}`).toBe(hash);
  }, 60_000);

  it('shows what is in it', async () => {
    const { page } = visitor;
    await choose('Details…');
    const dialog = page.getByRole('dialog', { name: /^Backup \d+$/ });
    await dialog.getByText(/^[0-9a-f]{64}$/).waitFor();
    const contents = dialog.getByRole('table', { name: 'Contents' });
    expect(await contents.getByRole('row', { name: /^users / }).innerText()).toMatch(/^users\s+1$/);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  }, 60_000);

  it('shows how to restore it', async () => {
    const { page } = visitor;
    await choose('How to restore…');
    await page.getByText(/^make restore FILE=\S+\.dump INTO=initialsdb_restored$/).waitFor();
    await page.getByText(/pg_restore --no-owner --no-privileges --exit-on-error/).waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
  }, 60_000);

  it('compares sizes, says why one failed, and lets such a record be removed', async () => {
    const { page } = visitor;
    const rows = page.getByRole('table', { name: 'Backups' }).locator('tbody tr');
    await page.getByRole('button', { name: 'Back up now' }).click();
    await row()
      .getByText(/^(as before|[+−][\d.]+ %)$/)
      .waitFor({ timeout: 60_000 });
    writeFileSync(join(bin, 'fail'), '');
    await page.getByRole('button', { name: 'Back up now' }).click();
    await row().getByText('pg_dump failed (exit code 1): no such luck').waitFor({ timeout: 60_000 });
    rmSync(join(bin, 'fail'));
    for (let left = 2; left > 0; left -= 1) {
      await choose('Delete…');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Delete|Remove)$/ })
        .click();
      await rows.nth(left).waitFor({ state: 'detached' });
    }
    await row().getByText('succeeded').waitFor();
  }, 120_000);

  it('deletes the last verified one only by its name', async () => {
    const { page } = visitor;
    const file =
      (await row()
        .getByText(/\.dump$/)
        .textContent()) ?? '';
    await choose('Delete…');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name of the file').fill('another.dump');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText(/^This is the newest verified backup/).waitFor();
    await dialog.getByLabel('Name of the file').fill(file);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No backup has been taken yet.').waitFor();
    await page.getByText('There is no verified backup').waitFor();
    expect(visitor.faults).toEqual([]);
  }, 60_000);
});
