import { z } from 'zod';
import { listingSchema } from '../listings.js';
import { searchTextSchema } from '../search-query.js';
import { adminPageQuery, moderationReasonSchema, nextCursorSchema, noteSchema } from './common.js';

export const listingVersionSchema = z.int().nonnegative();

/** Who changed a listing's visibility last. */
export const lastActionSchema = z.object({
  actor: z.string(),
  /** Null where it was made visible without one. */
  reason: z.nullable(moderationReasonSchema),
  at: z.iso.datetime(),
});

export const adminListingSchema = z
  .object({
    ...listingSchema.shape,
    isHidden: z.boolean(),
    version: listingVersionSchema,
    /** A keyed pseudonym of the poster's client, never an address; null once it was erased (POSTER_HASH_DAYS). */
    poster: z.string().nullable(),
    openReports: z.int().nonnegative(),
    lastAction: lastActionSchema.nullable(),
  })
  .meta({ id: 'AdminListing' });

/** A time (`2026-11-23T10:00:00Z`, any offset) or a whole day in UTC (`2026-11-23`). Both ends of a range are inclusive. */
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be an ISO 8601 date or date-time');

/** Turns `''` into "not given", so that an empty field in a URL filters nothing. */
function blankable<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

/** What rows a list or a batch is about. An empty object is all listings, hidden ones too. */
export const listingFilterShape = {
  q: z.optional(searchTextSchema),
  visibility: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(['all', 'visible', 'hidden']).default('all'),
  ),
  /** True: with at least one open report. False: without one. */
  reported: blankable(z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])),
  poster: blankable(z.string().max(100)),
  from: blankable(moment),
  to: blankable(moment),
};

const sortShape = {
  sort: z.enum(['createdAt', 'reports']).default('createdAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
};

export const listingFilterSchema = z.strictObject(listingFilterShape);
export const adminListingsQuerySchema = z.strictObject({ ...listingFilterShape, ...sortShape, ...adminPageQuery });

export const totalMax = 10_000;
export const adminListingsPageSchema = z.object({
  listings: z.array(adminListingSchema),
  nextCursor: nextCursorSchema,
  /** Exact up to 10,000; above that 10000 with `totalIsCapped: true`. */
  total: z.int().nonnegative(),
  totalIsCapped: z.boolean().optional(),
});

/** Hiding needs a reason, and the reason `other` a note; unhiding needs neither. */
export function needsReason(
  change: { isHidden: boolean; reason?: string | undefined; note?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (change.isHidden && change.reason === undefined) {
    context.addIssue({ code: 'custom', path: ['reason'], message: 'is needed to hide', input: change.reason });
  }
  if (change.isHidden && change.reason === 'other' && !change.note) {
    context.addIssue({
      code: 'custom',
      path: ['note'],
      message: 'is needed where the reason is "other"',
      input: change.note,
    });
  }
}

export const changeVisibilitySchema = z
  .strictObject({
    isHidden: z.boolean(),
    version: listingVersionSchema,
    reason: z.optional(moderationReasonSchema),
    note: noteSchema.optional(),
  })
  .superRefine(needsReason);

export const adminListingAnswerSchema = z.object({ listing: adminListingSchema });

export type AdminListing = z.infer<typeof adminListingSchema>;
export type ListingFilter = z.output<typeof listingFilterSchema>;
export type AdminListingsQuery = z.output<typeof adminListingsQuerySchema>;
export type AdminListingsPage = z.infer<typeof adminListingsPageSchema>;
export type ChangeVisibility = z.infer<typeof changeVisibilitySchema>;
