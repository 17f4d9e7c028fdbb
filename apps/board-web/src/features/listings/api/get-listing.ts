import { listingAnswerSchema, type Listing } from '@initialsdb/contracts';
import { queryOptions } from '@tanstack/react-query';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { paths } from '../../../lib/paths.js';

async function getListing(id: number, signal: AbortSignal): Promise<Listing> {
  return (await requestJson(listingAnswerSchema, paths.api.listing(id), { signal })).listing;
}

export function listingQuery(id: number) {
  return queryOptions({
    queryKey: ['listing', id],
    queryFn: ({ signal }) => getListing(id, signal),
    refetchInterval: retryWhileNothingIsShown,
  });
}
