import { reportAnswerSchema, reportsPageSchema, type Report, type ReportState } from '@initialsdb/contracts/admin';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';
import { headKey, reportsKey } from '../../../lib/visibility/shown-listings.js';

const pageLimit = 50;
const countedMax = 100;
const countIntervalMs = 20_000;

export interface ReportsFilter {
  state: ReportState;
  /** A listing's number; empty for all. */
  listing: string;
}

/** Reports, newest first, all pages loaded so far. Like listings they stay in their places until one asks for new ones. */
export function reportsQuery({ state, listing }: ReportsFilter) {
  return infiniteQueryOptions({
    queryKey: [...reportsKey, state, listing],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ state, limit: String(pageLimit) });
      if (listing !== '') query.set('listing', listing);
      if (pageParam !== null) query.set('cursor', pageParam);
      return requestJson(reportsPageSchema, paths.api.reports(query), { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    refetchInterval: retryWhileNothingIsShown,
  });
}

/** The newest open reports as they are now: how many wait, and which. */
export function openReportsQuery() {
  return queryOptions({
    queryKey: [...headKey, 'open-reports'],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ state: 'open', limit: String(countedMax) });
      return requestJson(reportsPageSchema, paths.api.reports(query), { signal });
    },
    refetchInterval: countIntervalMs,
  });
}

export async function updateReport({ id, state }: Pick<Report, 'id' | 'state'>): Promise<Report> {
  const answer = await requestJson(reportAnswerSchema, paths.api.report(id), { method: 'PATCH', body: { state } });
  return answer.report;
}
