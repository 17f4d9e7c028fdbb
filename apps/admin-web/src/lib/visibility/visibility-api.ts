import {
  adminListingAnswerSchema,
  adminListingSchema,
  batchUndoSchema,
  visibilityBatchAnswerSchema,
  type AdminListing,
  type BatchUndo,
  type ChangeVisibility,
  type VisibilityBatch,
} from '@initialsdb/contracts/admin';
import { ApiError, requestJson } from '@initialsdb/web';
import { paths } from '../paths.js';

/** Somebody else changed the listing first; `listing` is how it is now. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';

  constructor(readonly listing: AdminListing) {
    super('The listing was changed meanwhile.');
  }
}

/** Another number of listings matches by now; nothing was changed. */
export class CountChangedError extends Error {
  override readonly name = 'CountChangedError';

  constructor(
    readonly count: number,
    readonly expectedCount: number,
  ) {
    super('The number of listings changed meanwhile.');
  }
}

export async function getListing(id: number, signal?: AbortSignal): Promise<AdminListing> {
  return (await requestJson(adminListingAnswerSchema, paths.api.listing(id), { signal })).listing;
}

/** @throws {ChangedMeanwhileError} another version is in force */
export async function changeVisibility(id: number, change: ChangeVisibility): Promise<AdminListing> {
  try {
    const answer = await requestJson(adminListingAnswerSchema, paths.api.listing(id), {
      method: 'PATCH',
      body: change,
    });
    return answer.listing;
  } catch (error) {
    const present = error instanceof ApiError ? adminListingSchema.safeParse(error.problem['listing']) : undefined;
    throw present?.success ? new ChangedMeanwhileError(present.data) : error;
  }
}

/** As `createVisibilityBatchSchema` takes it; a filter has the list's parameters as the URL holds them. */
type BatchRequest = Omit<ChangeVisibility, 'version'> &
  ({ ids: number[] } | { filter: Readonly<Record<string, string>>; expectedCount: number });

/** @throws {CountChangedError} the filter matches another number than expected */
export async function createBatch(batch: BatchRequest): Promise<VisibilityBatch> {
  try {
    return (await requestJson(visibilityBatchAnswerSchema, paths.api.batches(), { method: 'POST', body: batch })).batch;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'CONFLICT') throw error;
    const { count, expectedCount } = error.problem;
    if (typeof count !== 'number' || typeof expectedCount !== 'number') throw error;
    throw new CountChangedError(count, expectedCount);
  }
}

/** Puts back what nobody changed since. */
export function undoBatch(id: number): Promise<BatchUndo> {
  return requestJson(batchUndoSchema, paths.api.batch(id), { method: 'DELETE' });
}
