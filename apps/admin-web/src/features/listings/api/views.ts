import { viewAnswerSchema, viewsAnswerSchema, type SavedView } from '@initialsdb/contracts/admin';
import { requestEmpty, requestJson } from '@initialsdb/web';
import { queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

/** The views that this user saved. */
export function viewsQuery() {
  return queryOptions({
    queryKey: ['views'],
    queryFn: async ({ signal }) => (await requestJson(viewsAnswerSchema, paths.api.views(), { signal })).views,
    staleTime: 5 * 60_000,
  });
}

/** @throws {ApiError} CONFLICT where the name is taken or there are too many */
export async function createView(view: Pick<SavedView, 'name' | 'query'>): Promise<SavedView> {
  return (await requestJson(viewAnswerSchema, paths.api.views(), { method: 'POST', body: view })).view;
}

export function deleteView(id: number): Promise<void> {
  return requestEmpty(paths.api.view(id), { method: 'DELETE' });
}
