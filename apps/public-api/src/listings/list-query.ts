import {
  pageLimitDefault,
  pageLimitMax,
  parseSearchQuery,
  searchQueryMaxChars,
  searchTermsMax,
  searchTextSchema,
} from '@initialsdb/contracts';
import { parseId } from '@initialsdb/server';
import { z } from 'zod';

/** The folded terms of what is searched for. */
const q = z
  .pipe(searchTextSchema, z.transform(parseSearchQuery))
  .prefault('')
  .meta({
    description: `Up to ${searchTermsMax} terms, all of which a listing must hold; "two words" is one. At most ${searchQueryMaxChars} characters.`,
  });

const limit = z
  .string()
  .refine(
    (text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= pageLimitMax,
    `A whole number from 1 to ${pageLimitMax}.`,
  )
  .transform(Number)
  .prefault(String(pageLimitDefault))
  .meta({
    description: 'Listings of one page.',
    override: { type: 'integer', minimum: 1, maximum: pageLimitMax, default: pageLimitDefault },
  });

const cursor = z
  .string()
  .refine((text) => parseId(text) !== undefined, 'Not a cursor of this list.')
  .transform(Number)
  .optional()
  .meta({ description: 'The `nextCursor` of the page before.' });

/** The parameters of the list: search terms, the id before which the page begins, and the page's size. */
export const listQuerySchema = z.strictObject({ q, cursor, limit });

export type ListQuery = z.infer<typeof listQuerySchema>;
