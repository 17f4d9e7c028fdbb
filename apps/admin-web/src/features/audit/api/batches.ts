import { visibilityBatchAnswerSchema } from '@initialsdb/contracts/admin';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

/** All that is known of batches begins with this. */
export const batchesKey = ['batches'];

/** One batch, as it was made and whether it was undone since. */
export function batchQuery(id: number) {
  return queryOptions({
    queryKey: [...batchesKey, id],
    queryFn: async ({ signal }) =>
      (await requestJson(visibilityBatchAnswerSchema, paths.api.batch(id), { signal })).batch,
    refetchInterval: retryWhileNothingIsShown,
  });
}
