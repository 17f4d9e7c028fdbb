import * as z from 'zod/mini';

export const reportReasons = ['spam', 'harassment', 'illegal', 'personal-data', 'other'] as const;
export const reportReasonSchema = z.enum(reportReasons);
export const reportNoteMaxChars = 500;

export const createReportSchema = z
  .strictObject({ reason: reportReasonSchema, note: z.optional(z.string()) })
  .check(z.meta({ id: 'CreateReport' }));

export type ReportReason = z.infer<typeof reportReasonSchema>;
export type CreateReport = z.infer<typeof createReportSchema>;
