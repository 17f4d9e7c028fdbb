import { z } from 'zod';

export const reportReasons = ['spam', 'harassment', 'illegal', 'personal-data', 'other'] as const;
export const reportReasonSchema = z.enum(reportReasons);
export const reportNoteMaxChars = 500;

export const createReportSchema = z
  .strictObject({ reason: reportReasonSchema, note: z.string().optional() })
  .meta({ id: 'CreateReport' });

export type ReportReason = z.infer<typeof reportReasonSchema>;
export type CreateReport = z.infer<typeof createReportSchema>;
