import type { AdminListing } from '@initialsdb/contracts/admin';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useFreshUnlessBack } from '../../../lib/use-fresh-unless-back.js';
import { forgetChanged } from '../../../lib/visibility/changed-listings.js';
import { headQuery, listingsQuery } from '../api/get-listings.js';

export interface FoundListings {
  listings: AdminListing[];
  /** How many match now; undefined until that is known. */
  total: number | undefined;
  /** Whether there are more than `total`. */
  isCapped: boolean;
  /** Rows at the head of the list that are not shown yet. */
  newCount: number;
  showNew: () => void;
  /** Whether these are still the rows of the filter before. */
  isPrevious: boolean;
  isFirstLoad: boolean;
  isLoadingMore: boolean;
  hasMore: boolean;
  error: Error | null;
  loadMore: () => void;
  retry: () => void;
}

const none: AdminListing[] = [];

/** Those of the head that come before a row that is shown: what only goes on at its end is not new. */
function countNew(head: readonly AdminListing[], shown: ReadonlySet<number>): number {
  const last = head.findLastIndex(({ id }) => shown.has(id));
  const before = shown.size === 0 ? head : head.slice(0, last);
  return before.filter(({ id }) => !shown.has(id)).length;
}

/** The listings of a filter and order, page by page, with how many match and how many are new. */
export function useFoundListings(parameters: Readonly<Record<string, string>>): FoundListings {
  const client = useQueryClient();
  useFreshUnlessBack(listingsQuery(parameters).queryKey);
  const query = useInfiniteQuery({ ...listingsQuery(parameters), placeholderData: keepPreviousData });
  const head = useQuery({ ...headQuery(parameters), enabled: query.isSuccess && !query.isPlaceholderData });
  const { data, isPlaceholderData } = query;
  const listings = useMemo(() => data?.pages.flatMap((page) => page.listings) ?? none, [data]);
  const newCount = useMemo(
    () => (head.data ? countNew(head.data.listings, new Set(listings.map(({ id }) => id))) : 0),
    [head.data, listings],
  );
  const counted = isPlaceholderData ? undefined : (head.data ?? data?.pages.at(-1));

  return {
    listings,
    total: counted?.total,
    isCapped: counted?.totalIsCapped === true,
    newCount: isPlaceholderData ? 0 : newCount,
    showNew() {
      forgetChanged();
      void client.resetQueries({ queryKey: listingsQuery(parameters).queryKey, exact: true });
      window.scrollTo(0, 0);
    },
    isPrevious: isPlaceholderData,
    isFirstLoad: query.isLoading,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage && !isPlaceholderData,
    error: query.error,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
  };
}
