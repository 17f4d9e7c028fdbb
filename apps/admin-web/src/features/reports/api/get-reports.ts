import { reportsPageSchema, type ReportState } from '@initialsdb/contracts/admin';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

export const reportsKey = ['reports'] as const;

/** The reports in one state, newest first, all pages loaded so far. */
export function reportsQuery(state: ReportState) {
  return infiniteQueryOptions({
    queryKey: [...reportsKey, state],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ state, limit: '50' });
      if (pageParam !== null) query.set('cursor', pageParam);
      return requestJson(reportsPageSchema, paths.api.reports(query), { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: retryWhileNothingIsShown,
  });
}
