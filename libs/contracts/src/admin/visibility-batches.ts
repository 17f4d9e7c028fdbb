import { z } from 'zod';
import { listingIdSchema } from '../listings.js';
import { adminIdSchema, adminPageQuery, moderationReasonSchema, nextCursorSchema, noteSchema } from './common.js';
import { lastActionSchema, listingFilterShape, needsReason } from './listings.js';

/** Most ids that one batch may name, and most rows that a batch by filter may match: as many as the list counts exactly. */
export const batchIdsMax = 10_000;
export const batchRowsMax = 10_000;
/** Most listings that an undo names; `skipped` always counts all. */
export const skippedListingsMax = 100;

/** A filter carries the list's parameters; its order and sort say nothing about which rows match, so they are accepted and unused. */
const batchFilterSchema = z.strictObject({
  ...listingFilterShape,
  sort: z.enum(['createdAt', 'reports']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
});

/** Either `ids`, or `filter` with `expectedCount`: the list's total that the moderator saw. */
export const createVisibilityBatchSchema = z
  .strictObject({
    isHidden: z.boolean(),
    reason: z.optional(moderationReasonSchema),
    note: noteSchema.optional(),
    ids: z.array(listingIdSchema).min(1).max(batchIdsMax).optional(),
    filter: batchFilterSchema.optional(),
    expectedCount: z.int().nonnegative().max(batchRowsMax).optional(),
  })
  .superRefine(needsReason)
  .refine((batch) => (batch.ids === undefined) !== (batch.filter === undefined), 'needs either ids or a filter')
  .refine((batch) => (batch.filter === undefined) === (batch.expectedCount === undefined), {
    path: ['expectedCount'],
    message: 'belongs to a filter, and a filter needs it',
  });

export const visibilityBatchSchema = z.object({
  id: adminIdSchema,
  isHidden: z.boolean(),
  reason: z.nullable(moderationReasonSchema),
  note: z.string().nullable(),
  actor: z.string(),
  at: z.iso.datetime(),
  /** Rows that were not so already. */
  changed: z.int().nonnegative(),
  undoneAt: z.iso.datetime().nullable(),
  undoneBy: z.string().nullable(),
});

export const visibilityBatchAnswerSchema = z.object({ batch: visibilityBatchSchema });
export const visibilityBatchesQuerySchema = z.strictObject(adminPageQuery);
export const visibilityBatchesPageSchema = z.object({
  batches: z.array(visibilityBatchSchema),
  nextCursor: nextCursorSchema,
});

export const batchUndoSchema = z.object({
  reverted: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
  /** The first of those skipped: changed by somebody since (`lastAction` says who), or deleted by their poster (null). */
  skippedListings: z.array(z.object({ id: listingIdSchema, lastAction: lastActionSchema.nullable() })),
});

export type CreateVisibilityBatch = z.output<typeof createVisibilityBatchSchema>;
export type VisibilityBatch = z.infer<typeof visibilityBatchSchema>;
export type VisibilityBatchesQuery = z.output<typeof visibilityBatchesQuerySchema>;
export type VisibilityBatchesPage = z.infer<typeof visibilityBatchesPageSchema>;
export type BatchUndo = z.infer<typeof batchUndoSchema>;
