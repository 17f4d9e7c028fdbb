import { slowestQueriesSchema } from '@initialsdb/contracts/admin';
import { requestJson } from '@initialsdb/web';
import { queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

const refreshMs = 60_000;

/** What takes the database's time; apart from the other numbers, which don't wait for it. */
export function slowestQueriesQuery() {
  return queryOptions({
    queryKey: ['stats', 'queries'],
    queryFn: ({ signal }) => requestJson(slowestQueriesSchema, paths.api.slowestQueries(), { signal }),
    refetchInterval: refreshMs,
  });
}
