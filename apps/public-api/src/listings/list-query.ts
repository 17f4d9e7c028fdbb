import {
  codePointLength,
  pageLimitDefault,
  pageLimitMax,
  parseSearchQuery,
  searchQueryMaxChars,
  TooManyTermsError,
} from '@initialsdb/contracts';
import { z } from 'zod';

/** What is searched for, as it was typed. */
export const searchText = z
  .string()
  .refine((text) => codePointLength(text) <= searchQueryMaxChars, `At most ${searchQueryMaxChars} characters.`);

/** The folded terms of what is searched for. */
const q = searchText
  .transform((text, context) => {
    try {
      return parseSearchQuery(text);
    } catch (error) {
      if (!(error instanceof TooManyTermsError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  })
  .prefault('')
  .meta({
    description: `Up to 8 terms, all of which a listing must hold; "two words" is one. At most ${searchQueryMaxChars} characters.`,
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
  .refine((text) => /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text)), 'Not a cursor of this list.')
  .transform(Number)
  .optional()
  .meta({ description: 'The `nextCursor` of the page before.' });

/** The parameters of the list: search terms, the id before which the page begins, and the page's size. */
export const listQuerySchema = z.strictObject({ q, cursor, limit });

export type ListQuery = z.infer<typeof listQuerySchema>;
