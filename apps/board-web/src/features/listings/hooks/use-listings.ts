import { pageLimitDefault, type Listing } from '@initialsdb/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { listingsQuery } from '../api/get-listings.js';

/** A search goes on by itself over at most this many short pages, then waits for "Load more": each page is one of the client's reads. */
const continuedPagesMax = 4;

export interface Listings {
  listings: Listing[];
  /** Undefined while the answer to `q` is not there yet. */
  q: string | undefined;
  error: Error | null;
  isFirstLoad: boolean;
  isLoadingMore: boolean;
  hasMore: boolean;
  /** Whether there is more than a first page. */
  hasLoadedMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/**
 * The listings that a search finds, page by page. A page may be short, even empty, and still not be the last: then the search goes
 * on until there is a page's worth to show.
 */
export function useListings(q: string): Listings {
  const query = useInfiniteQuery({ ...listingsQuery(q), placeholderData: keepPreviousData });
  const { data, hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage, refetch } = query;
  const [asked, setAsked] = useState({ q, pages: 0 });
  const pagesBefore = asked.q === q ? asked.pages : 0;

  const pages = data?.pages;
  const newPages = pages?.slice(pagesBefore) ?? [];
  const newCount = newPages.reduce((sum, page) => sum + page.listings.length, 0);
  const goesOn =
    hasNextPage && !isPlaceholderData && !isError && newCount < pageLimitDefault && newPages.length < continuedPagesMax;

  // By the number of pages, too: an answer may come before the page was drawn as fetching.
  const pageCount = pages?.length;
  useEffect(() => {
    if (goesOn && !isFetching) void fetchNextPage();
  }, [goesOn, isFetching, pageCount, fetchNextPage]);

  const listings = useMemo(() => pages?.flatMap((page) => page.listings) ?? [], [pages]);
  return {
    listings,
    q: data && !isPlaceholderData ? q : undefined,
    error: query.error,
    isFirstLoad: query.isLoading,
    isLoadingMore: query.isFetchingNextPage || goesOn,
    hasMore: hasNextPage && !isPlaceholderData,
    hasLoadedMore: (pages?.length ?? 0) > 1 && listings.length > 0,
    loadMore() {
      setAsked({ q, pages: pages?.length ?? 0 });
      void fetchNextPage();
    },
    retry() {
      if (query.isFetchNextPageError) void fetchNextPage();
      else void refetch();
    },
  };
}
