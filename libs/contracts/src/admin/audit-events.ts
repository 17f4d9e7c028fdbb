import { z } from 'zod';
import { listingIdSchema } from '../listings.js';
import { adminIdSchema, adminPageQuery, idText, nextCursorSchema } from './common.js';

/** Every kind of change that leaves a row. */
export const auditActions = [
  'listing.hide',
  'listing.unhide',
  'report.resolve',
  'report.reopen',
  'block.create',
  'block.remove',
  'session.create',
  'session.refuse',
  'session.end',
  'session.confirm',
  'user.create',
  'user.update',
  'user.password',
  'user.totp',
  'posters.erase',
  'backup.start',
  'backup.finish',
  'backup.fail',
  'backup.cancel',
  'backup.verify',
  'backup.download',
  'backup.delete',
] as const;
export const auditActionSchema = z.enum(auditActions);

export const auditEventSchema = z.object({
  id: adminIdSchema,
  at: z.iso.datetime(),
  /** A user's name; `system` for schedules and commands. */
  actor: z.string(),
  action: auditActionSchema,
  listingId: z.nullable(listingIdSchema),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  batchId: adminIdSchema.nullable(),
  details: z.record(z.string(), z.unknown()),
  /** SHA-256, in hex, of the row and of the hash before it. */
  hash: z.string(),
});

const filter = {
  actor: z.string().max(200).optional(),
  action: z.preprocess((value) => (value === '' ? undefined : value), auditActionSchema.optional()),
  listing: z.preprocess((value) => (value === '' ? undefined : value), idText.optional()),
};

export const auditEventsQuerySchema = z.strictObject({ ...filter, ...adminPageQuery });
/** `GET /api/audit-events/export`: the same filter, all rows, oldest first, as CSV (RFC 4180). */
export const auditExportQuerySchema = z.strictObject(filter);
export const auditEventsPageSchema = z.object({ events: z.array(auditEventSchema), nextCursor: nextCursorSchema });

export const auditVerificationSchema = z.object({
  ok: z.boolean(),
  checked: z.int().nonnegative(),
  /** Id of the first row that doesn't fit the chain; null where all do. */
  firstBroken: adminIdSchema.nullable(),
});

export type AuditAction = z.infer<typeof auditActionSchema>;
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type AuditEventsQuery = z.output<typeof auditEventsQuerySchema>;
export type AuditExportQuery = z.output<typeof auditExportQuerySchema>;
export type AuditEventsPage = z.infer<typeof auditEventsPageSchema>;
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
