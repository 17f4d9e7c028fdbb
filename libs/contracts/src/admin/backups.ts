import { z } from 'zod';
import { adminIdSchema, nextCursorSchema } from './common.js';

export const backupSchema = z.object({
  id: adminIdSchema,
  state: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
  trigger: z.enum(['console', 'schedule', 'cron', 'command']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  file: z.string().nullable(),
  sizeBytes: z.int().nonnegative().nullable(),
  sha256: z.string().nullable(),
  rowCounts: z.record(z.string(), z.int().nonnegative()).nullable(),
  verifiedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
});

export const backupAnswerSchema = z.object({ backup: backupSchema });
export const backupsPageSchema = z.object({ backups: z.array(backupSchema), nextCursor: nextCursorSchema });
export const backupHealthSchema = z.object({
  status: z.enum(['ok', 'stale']),
  newestVerifiedAt: z.iso.datetime().nullable(),
});

export type Backup = z.infer<typeof backupSchema>;
export type BackupHealth = z.infer<typeof backupHealthSchema>;
