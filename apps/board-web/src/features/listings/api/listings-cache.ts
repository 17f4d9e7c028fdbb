import { fold, parseSearchQuery, type Listing, type ListingsPage } from '@initialsdb/contracts';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { listingsCountQuery } from './count-listings.js';
import { listingQuery } from './get-listing.js';
import { listingsKey } from './get-listings.js';

type Pages = InfiniteData<ListingsPage, string | undefined>;

function isFoundBy(listing: Listing, q: string): boolean {
  const folded = fold(listing.body);
  return parseSearchQuery(q).every((term) => folded.includes(term));
}

function changeCount(client: QueryClient, by: number) {
  const { queryKey } = listingsCountQuery();
  client.setQueryData(queryKey, (count) => (count === undefined ? undefined : Math.max(0, count + by)));
  void client.invalidateQueries({ queryKey });
}

function changePages(client: QueryClient, change: (pages: ListingsPage[], q: string) => ListingsPage[]) {
  for (const query of client.getQueryCache().findAll({ queryKey: listingsKey })) {
    const q = typeof query.queryKey[1] === 'string' ? query.queryKey[1] : '';
    client.setQueryData<Pages>(query.queryKey, (data) => data && { ...data, pages: change(data.pages, q) });
  }
}

function without(page: ListingsPage, id: number): ListingsPage {
  return { ...page, listings: page.listings.filter((listing) => listing.id !== id) };
}

/** Shows a new listing at once, on top of every list that it belongs to, and counts it. */
export function showNewListing(client: QueryClient, listing: Listing): void {
  client.setQueryData(listingQuery(listing.id).queryKey, listing);
  changePages(client, (pages, q) => {
    if (!isFoundBy(listing, q)) return pages;
    return pages.map((page, i) => {
      const others = without(page, listing.id);
      return i === 0 ? { ...others, listings: [listing, ...others.listings] } : others;
    });
  });
  changeCount(client, 1);
}

/** Takes a deleted listing out of every list and out of the count. */
export function dropListing(client: QueryClient, id: number): void {
  changePages(client, (pages) => pages.map((page) => without(page, id)));
  client.removeQueries({ queryKey: listingQuery(id).queryKey });
  changeCount(client, -1);
}
