import type { AdminListing } from '@initialsdb/contracts/admin';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { markChanged } from './changed-listings.js';
import { getListing } from './visibility-api.js';

/** Queries whose answers are listings, or reports that each hold one; what follows in a key is the feature's own. */
export const listingsKey = ['listings'] as const;
export const reportsKey = ['reports'] as const;
/** Counts and first pages that are simply asked for again. */
export const headKey = ['listings-head'] as const;

interface Page {
  listings?: AdminListing[];
  reports?: { listing: AdminListing }[];
}
type Pages = InfiniteData<Page, unknown>;

/** Most rows that are looked at again one by one. */
const refreshedMax = 300;
const simultaneousRequests = 6;

function shown(client: QueryClient): Pages[] {
  return [
    ...client.getQueriesData<Pages>({ queryKey: listingsKey }),
    ...client.getQueriesData<Pages>({ queryKey: reportsKey }),
  ]
    .map(([, data]) => data)
    .filter((data) => data !== undefined);
}

function listingsOf(page: Page): AdminListing[] {
  return [...(page.listings ?? []), ...(page.reports ?? []).map(({ listing }) => listing)];
}

/** The ids of all listings that are loaded, as tables hold them. */
function shownIds(client: QueryClient): Set<number> {
  return new Set(shown(client).flatMap(({ pages }) => pages.flatMap(listingsOf).map(({ id }) => id)));
}

function patch(page: Page, changed: AdminListing): Page {
  const change = (listing: AdminListing) =>
    listing.id === changed.id && listing.version <= changed.version ? changed : listing;
  return {
    ...page,
    ...(page.listings && { listings: page.listings.map(change) }),
    ...(page.reports && {
      reports: page.reports.map((report) => ({ ...report, listing: change(report.listing) })),
    }),
  };
}

/** Shows a listing as it is now wherever it stands; no row moves, comes or goes. */
export function showListing(client: QueryClient, listing: AdminListing): void {
  const isNews = shown(client).some(({ pages }) =>
    pages.flatMap(listingsOf).some(({ id, version }) => id === listing.id && version < listing.version),
  );
  if (isNews) markChanged(listing.id);
  for (const queryKey of [listingsKey, reportsKey]) {
    client.setQueriesData<Pages>(
      { queryKey },
      (data) => data && { ...data, pages: data.pages.map((page) => patch(page, listing)) },
    );
  }
}

async function refresh(client: QueryClient, id: number): Promise<void> {
  try {
    showListing(client, await getListing(id));
  } catch {
    // What can't be read now stays as it was: a change of it would be refused for its version, or because it is gone.
  }
}

/** Looks again at those of the listings that are shown; null stands for all. Counts and the queue are asked for again too. */
export async function refreshListings(client: QueryClient, ids: readonly number[] | null): Promise<void> {
  const present = shownIds(client);
  const waiting = (ids ? ids.filter((id) => present.has(id)) : Array.from(present)).slice(0, refreshedMax);
  void client.invalidateQueries({ queryKey: headKey });
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await refresh(client, id);
  };
  await Promise.all(Array.from({ length: simultaneousRequests }, worker));
}
