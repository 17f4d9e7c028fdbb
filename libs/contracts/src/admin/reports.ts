import { z } from 'zod';
import { listingIdSchema } from '../listings.js';
import { reportReasonSchema } from '../reports.js';
import { adminIdSchema, adminPageQuery, idText, nextCursorSchema } from './common.js';
import { adminListingSchema } from './listings.js';

export const reportStates = ['open', 'resolved'] as const;
export const reportStateSchema = z.enum(reportStates);

export const reportSchema = z.object({
  id: adminIdSchema,
  listingId: listingIdSchema,
  reason: reportReasonSchema,
  note: z.string().nullable(),
  state: reportStateSchema,
  createdAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  /** Who resolved it, by hand or by hiding its listing. */
  resolvedBy: z.string().nullable(),
  listing: adminListingSchema,
});

export const reportsQuerySchema = z.strictObject({
  state: reportStateSchema.default('open'),
  listing: idText.optional(),
  ...adminPageQuery,
});
export const reportsPageSchema = z.object({ reports: z.array(reportSchema), nextCursor: nextCursorSchema });
export const updateReportSchema = z.strictObject({ state: reportStateSchema });
export const reportAnswerSchema = z.object({ report: reportSchema });

export type Report = z.infer<typeof reportSchema>;
export type UpdateReport = z.infer<typeof updateReportSchema>;
export type ReportState = z.infer<typeof reportStateSchema>;
export type ReportsQuery = z.output<typeof reportsQuerySchema>;
export type ReportsPage = z.infer<typeof reportsPageSchema>;
