import { listingsCountSchema } from '@initialsdb/contracts';
import { queryOptions } from '@tanstack/react-query';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { paths } from '../../../lib/paths.js';

async function countListings(signal: AbortSignal): Promise<number> {
  return (await requestJson(listingsCountSchema, paths.api.count(), { signal })).count;
}

/** The number of all listings that are not hidden. */
export function listingsCountQuery() {
  return queryOptions({
    queryKey: ['listings-count'],
    queryFn: ({ signal }) => countListings(signal),
    staleTime: 10_000,
    refetchInterval: retryWhileNothingIsShown,
  });
}
