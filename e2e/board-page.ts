import type { Locator, Page } from 'playwright-core';

/** The board as a person finds their way about it: by roles and names. */
export class BoardPage {
  readonly field: Locator;
  readonly postButton: Locator;
  readonly cancelButton: Locator;
  readonly proof: Locator;
  readonly searchBox: Locator;
  readonly items: Locator;
  readonly loadMore: Locator;

  constructor(readonly page: Page) {
    this.field = page.getByRole('textbox', { name: 'New listing' });
    this.postButton = page.getByRole('button', { name: 'Post', exact: true });
    this.cancelButton = page.getByRole('button', { name: 'Cancel' });
    this.proof = page.getByRole('progressbar', { name: 'Proof of work' });
    this.searchBox = page.getByRole('searchbox', { name: 'Search listings' });
    this.items = page.getByRole('list', { name: 'Listings' }).getByRole('listitem');
    this.loadMore = page.getByRole('button', { name: 'Load more' });
  }

  private get status(): Locator {
    return this.page.getByRole('status', { name: 'Total listings' });
  }

  async totalIsKnown(): Promise<void> {
    await this.status.filter({ hasText: /\d/ }).waitFor();
  }

  async total(): Promise<number> {
    await this.totalIsKnown();
    return Number((await this.status.innerText()).replace(/\D/g, ''));
  }

  async totalIs(count: number): Promise<void> {
    await this.status.filter({ hasText: new RegExp(`^${count.toLocaleString('en')} listings?$`) }).waitFor();
  }

  async post(body: string): Promise<void> {
    await this.field.fill(body);
    await this.postButton.click();
    await this.posted();
  }

  /** Waits until the post is through and the field empty. */
  async posted(): Promise<void> {
    await this.page.getByText('Posted.').waitFor();
    await this.page.locator('textarea:placeholder-shown').waitFor();
  }

  async proofIsReady(): Promise<void> {
    await this.page.locator('progress[value="8"]').waitFor();
  }

  /** How far down the page is scrolled, in CSS pixels. */
  place(): Promise<number> {
    return this.page.evaluate<number>('window.scrollY');
  }

  /** Has every challenge ask for more zero bits per puzzle; the server accepts what is better than it asked for. */
  async makeProofs(bits: number): Promise<void> {
    await this.page.route('**/pow/challenge', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), bits } });
    });
  }

  async search(q: string): Promise<void> {
    await this.searchBox.fill(q);
  }

  /** The texts that are marked as matches. */
  marked(): Promise<string[]> {
    return this.page.locator('mark').allInnerTexts();
  }

  async delete(body: string): Promise<void> {
    await this.items.filter({ hasText: body }).getByRole('button', { name: 'Delete' }).click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await this.items.filter({ hasText: body }).waitFor({ state: 'detached' });
  }

  /** Waits until the list has all that it asked for. */
  async settled(): Promise<void> {
    await this.page.locator('ol[aria-label=Listings][aria-busy=false]').waitFor();
  }
}
