import * as z from 'zod/mini';
import { listingIdSchema } from './listings.js';
import { codePointLength, hasControlCharacter, normalizeBody } from './text.js';

export const reportReasons = ['spam', 'harassment', 'illegal', 'personal-data', 'other'] as const;
export const reportReasonSchema = z.enum(reportReasons);
export const reportNoteMaxChars = 500;

const noteSchema = z.string().check(
  z.overwrite(normalizeBody),
  z.refine(
    (note) => codePointLength(note) <= reportNoteMaxChars,
    `A note has at most ${reportNoteMaxChars} characters.`,
  ),
  z.refine((note) => !hasControlCharacter(note), 'A note has no control characters but newlines and tabs.'),
);

export const createReportSchema = z
  .strictObject({ reason: reportReasonSchema, note: z.optional(noteSchema) })
  .check(z.meta({ id: 'CreateReport' }));

/** The answer to a report: what was noted. */
export const reportedSchema = z
  .object({ listingId: listingIdSchema, reason: reportReasonSchema })
  .check(z.meta({ id: 'Reported' }));

export type Reported = z.infer<typeof reportedSchema>;
export type ReportReason = z.infer<typeof reportReasonSchema>;
export type CreateReport = z.infer<typeof createReportSchema>;
