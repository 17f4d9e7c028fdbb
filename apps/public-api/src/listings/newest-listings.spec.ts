import { describe, expect, it } from '@jest/globals';
import { type Listing, type ListingsPage, pageLimitDefault, pageLimitMax } from '@initialsdb/contracts';
import { NewestListings, newestMax } from './newest-listings.js';

const listings = Array.from({ length: newestMax }, (_, index): Listing => ({
  id: 1000 - index,
  body: `Listing ${index}`,
  createdAt: '2026-11-24T00:00:00.000Z',
}));

const decoded = (newest: NewestListings, limit: number) =>
  JSON.parse(newest.page(limit).body.toString()) as ListingsPage;

describe('the newest listings', () => {
  it('are cut into a page of any size, with a cursor while there are more', () => {
    const newest = new NewestListings(listings);
    for (let limit = 1; limit <= pageLimitMax; limit += 1) {
      expect(decoded(newest, limit)).toEqual({ listings: listings.slice(0, limit), nextCursor: `${1001 - limit}` });
    }
    expect(decoded(new NewestListings(listings.slice(0, 20)), 20).nextCursor).toBeNull();
    expect(decoded(new NewestListings([]), 20)).toEqual({ listings: [], nextCursor: null });
  });

  it('are kept as bytes for a few sizes, always for the usual one, so that asking for all of them fills no memory', () => {
    const newest = new NewestListings(listings);
    const sizes = Array.from({ length: pageLimitMax }, (_, index) => index + 1).filter(
      (size) => size !== pageLimitDefault,
    );
    const first = sizes.map((size) => newest.page(size));
    expect(sizes.filter((size, index) => newest.page(size) === first[index])).toHaveLength(8);
    expect(newest.page(pageLimitDefault)).toBe(newest.page(pageLimitDefault));
  });
});
