import { statsSchema } from '@initialsdb/contracts/admin';
import { requestJson } from '@initialsdb/web';
import { queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

const refreshMs = 30_000;

/** The board's numbers, looked at twice a minute while the page is open. */
export function statsQuery() {
  return queryOptions({
    queryKey: ['stats'],
    queryFn: ({ signal }) => requestJson(statsSchema, paths.api.stats(), { signal }),
    refetchInterval: refreshMs,
  });
}
