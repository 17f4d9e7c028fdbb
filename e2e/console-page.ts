import type { Locator, Page } from 'playwright-core';

/** The console as a moderator finds their way about it: by roles and names. */
export class ConsolePage {
  readonly rows: Locator;
  readonly searchBox: Locator;
  readonly dialog: Locator;
  readonly undoButton: Locator;
  readonly loadMore: Locator;

  constructor(readonly page: Page) {
    this.rows = page.getByRole('table', { name: 'Listings' }).locator('tbody').getByRole('row');
    this.searchBox = page.getByRole('searchbox', { name: 'Search listings' });
    this.dialog = page.getByRole('dialog');
    this.undoButton = page.getByRole('status').getByRole('button', { name: 'Undo' });
    this.loadMore = page.getByRole('button', { name: 'Load more' });
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Username' }).fill(username);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('button', { name: 'Sign in' }).waitFor({ state: 'detached' });
  }

  link(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name, exact: true });
  }

  /** The row of the listing whose text holds this. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text });
  }

  switchOf(text: string): Locator {
    return this.row(text).getByRole('switch', { name: 'Hidden' });
  }

  async isHidden(text: string, isHidden: boolean): Promise<void> {
    await this.row(text).getByRole('switch', { name: 'Hidden', checked: isHidden }).waitFor();
  }

  /** The number of the listing whose text holds this. */
  async idOf(text: string): Promise<number> {
    return Number(await this.row(text).first().getAttribute('data-listing'));
  }

  async select(text: string): Promise<void> {
    await this.row(text)
      .getByRole('checkbox', { name: /^Select listing \d+$/ })
      .click();
  }

  /** Answers the question for a reason. */
  async confirmHiding(reason = 'spam', note = ''): Promise<void> {
    await this.dialog.getByLabel('Reason').selectOption(reason);
    if (note !== '') await this.dialog.getByRole('textbox', { name: 'Note' }).fill(note);
    await this.dialog.getByRole('button', { name: 'Hide', exact: true }).click();
  }

  async hide(text: string, reason?: string, note?: string): Promise<void> {
    await this.switchOf(text).click();
    await this.confirmHiding(reason, note);
    await this.isHidden(text, true);
  }

  async search(q: string): Promise<void> {
    await this.searchBox.fill(q);
    await this.page.waitForURL((url) => (url.searchParams.get('q') ?? '') === q);
    await this.settled();
  }

  /** Waits until the table shows what the URL asks for. */
  async settled(): Promise<void> {
    await this.page.locator('table[aria-label=Listings][aria-busy=false]').waitFor();
  }

  /** What was said last about a change. */
  async says(text: string | RegExp): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: text }).first().waitFor();
  }
}
