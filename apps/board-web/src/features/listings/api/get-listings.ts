import { listingsPageSchema, type ListingsPage } from '@initialsdb/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { paths } from '../../../lib/paths.js';

export const listingsKey = ['listings'] as const;

function getListings(q: string, cursor: string | undefined, signal: AbortSignal): Promise<ListingsPage> {
  return requestJson(listingsPageSchema, paths.api.listingsPage({ q, cursor }), { signal });
}

/** All pages of a search loaded so far; an empty `q` stands for every listing. */
export function listingsQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: [...listingsKey, q],
    queryFn: ({ pageParam, signal }) => getListings(q, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ListingsPage) => page.nextCursor,
    // Coming back must find the page as it was left; only a first page that has gone old is looked at again.
    staleTime: 60_000,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: (query) => query.state.data?.pages.length === 1,
    refetchInterval: retryWhileNothingIsShown,
  });
}
