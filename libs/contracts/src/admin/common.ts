import { z } from 'zod';
import { reportReasonSchema } from '../reports.js';
import { codePointLength, hasControlCharacter, normalizeBody } from '../text.js';

export const noteMaxChars = 500;

/** One line or a few of plain text: line ends and white space at both ends as in a listing, no control characters but newline and tab. */
export function plainText(maxChars: number) {
  return z
    .string()
    .overwrite(normalizeBody)
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
    .refine((text) => !hasControlCharacter(text), 'must hold no control characters')
    .refine((text) => codePointLength(text) <= maxChars, `must have at most ${maxChars} characters`);
}

export const noteSchema = plainText(noteMaxChars);

/** Ids in admin paths and answers: positive integers below 2^53. */
export const adminIdSchema = z.int().positive();

/** A whole number in a query, in decimal digits only. */
export function integerText(min: number, max: number) {
  const fault = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,16}$/, fault)
    .transform(Number)
    .refine((value) => value >= min && value <= max, fault);
}

/** An id in a query. */
export const idText = integerText(1, Number.MAX_SAFE_INTEGER);

/** Pages of every admin list are keyset pages: `limit` 1 to 100, and a cursor that only the server can read. */
export const adminPageQuery = {
  cursor: z.string().max(500).optional(),
  limit: integerText(1, 100).default(20),
};

export const nextCursorSchema = z.string().nullable();

/** Why something was hidden; `other` needs a note. */
export const moderationReasonSchema = reportReasonSchema;
