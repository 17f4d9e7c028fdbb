import { auditEventsPageSchema, auditVerificationSchema } from '@initialsdb/contracts/admin';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

const pageLimit = 50;

/** Empty members filter nothing. */
export interface AuditFilter {
  actor: string;
  action: string;
  /** A listing's number. */
  listing: string;
}

/** The filter's parameters as the API and the page's URL have them. */
export function auditParameters({ actor, action, listing }: AuditFilter): Record<string, string> {
  return { ...(actor && { actor }), ...(action && { action }), ...(listing && { listing }) };
}

/** The record of all changes, newest first, all pages loaded so far. */
export function auditEventsQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit-events', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...auditParameters(filter), limit: String(pageLimit) });
      if (pageParam !== null) query.set('cursor', pageParam);
      return requestJson(auditEventsPageSchema, paths.api.auditEvents(query), { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: retryWhileNothingIsShown,
  });
}

/** Whether every row still fits the chain of hashes. It reads all of them, so it is asked for by hand after the first time. */
export function auditVerificationQuery() {
  return queryOptions({
    queryKey: ['audit-verification'],
    queryFn: ({ signal }) => requestJson(auditVerificationSchema, paths.api.auditVerification(), { signal }),
    staleTime: 60_000,
  });
}
