import { adminListingsPageSchema, type AdminListingsPage } from '@initialsdb/contracts/admin';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';
import { headKey, listingsKey } from '../../../lib/visibility/shown-listings.js';

const pageLimit = 50;
const headIntervalMs = 20_000;

type Parameters = Readonly<Record<string, string>>;

function getListings(parameters: Parameters, cursor: string | null, signal: AbortSignal): Promise<AdminListingsPage> {
  const query = new URLSearchParams({ ...parameters, limit: String(pageLimit) });
  if (cursor !== null) query.set('cursor', cursor);
  return requestJson(adminListingsPageSchema, paths.api.listings(query), { signal });
}

/**
 * All pages loaded so far. They are never asked for again by themselves: rows would move under the pointer. What changes is
 * patched into them row by row, and the head says what is new.
 */
export function listingsQuery(parameters: Parameters) {
  return infiniteQueryOptions({
    queryKey: [...listingsKey, parameters],
    queryFn: ({ pageParam, signal }) => getListings(parameters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    refetchInterval: retryWhileNothingIsShown,
  });
}

/** How the list begins now, and how many match now. */
export function headQuery(parameters: Parameters) {
  return queryOptions({
    queryKey: [...headKey, parameters],
    queryFn: ({ signal }) => getListings(parameters, null, signal),
    refetchInterval: headIntervalMs,
    staleTime: headIntervalMs,
  });
}
