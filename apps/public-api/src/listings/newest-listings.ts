import { type Listing, pageLimitDefault, pageLimitMax } from '@initialsdb/contracts';
import { type Entity, entityOf } from '@initialsdb/server';

/** One more than the largest page, to know whether there is a next one. */
export const newestMax = pageLimitMax + 1;

/** How many pages are kept, the default's in any case: those of all hundred limits, of the longest texts, would take 40 MB. */
const keptPages = 8;

/** The newest listings as the bytes that are sent: serialising twenty rows costs more than everything else in an answer. */
export class NewestListings {
  private readonly rows: { id: number; json: string }[];
  private readonly pages = new Map<number, Entity>();

  /** @param listings the newest first, `newestMax` of them or all there are */
  constructor(listings: readonly Listing[]) {
    this.rows = listings.map((listing) => ({ id: listing.id, json: JSON.stringify(listing) }));
  }

  /** @param limit 1 to 100 */
  page(limit: number): Entity {
    let page = this.pages.get(limit);
    if (!page) {
      page = entityOf(this.serialise(limit));
      if (limit === pageLimitDefault || this.pages.size < keptPages) this.pages.set(limit, page);
    }
    return page;
  }

  private serialise(limit: number): string {
    const rows = this.rows.slice(0, limit);
    const last = rows.at(-1);
    const nextCursor = last && this.rows.length > limit ? `"${last.id}"` : 'null';
    return `{"listings":[${rows.map(({ json }) => json).join(',')}],"nextCursor":${nextCursor}}`;
  }
}
