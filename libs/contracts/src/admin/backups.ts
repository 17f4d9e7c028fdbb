import { z } from 'zod';
import { adminIdSchema, adminPageQuery, nextCursorSchema } from './common.js';

/** What a run or a verification does just now. */
export const backupStepSchema = z.enum(['preparing', 'dumping', 'reading', 'verifying', 'encrypting', 'publishing']);

export const backupProgressSchema = z.object({
  step: backupStepSchema,
  /** Tables whose rows pg_dump has begun with, of all. */
  tables: z.int().nonnegative(),
  tablesTotal: z.int().nonnegative(),
  /** Of the file so far. */
  bytes: z.int().nonnegative(),
});

export const backupSchema = z.object({
  id: adminIdSchema,
  state: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
  trigger: z.enum(['console', 'schedule', 'cron', 'command']),
  /** A user's name; `system` for schedules and commands. */
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Its name in BACKUP_DIR; null where there is none. */
  file: z.string().nullable(),
  sizeBytes: z.int().nonnegative().nullable(),
  sha256: z.string().nullable(),
  rowCounts: z.record(z.string(), z.int().nonnegative()).nullable(),
  verifiedAt: z.iso.datetime().nullable(),
  /** Why there is no file, or why a file's verification failed. */
  error: z.string().nullable(),
  /** What is wrong with its file in the folder now: gone, or of another size. Absent where nothing is. */
  fileFault: z.string().optional(),
  /** Null unless something is being done with it now. */
  progress: backupProgressSchema.nullable(),
});

export const backupsQuerySchema = z.strictObject(adminPageQuery);
/** `DELETE /api/backups/:id?confirm=NAME`: the file's name, which the newest verified backup's deletion asks for. */
export const deleteBackupQuerySchema = z.strictObject({ confirm: z.string().max(300).optional() });
/** `PATCH /api/backups/:id`: a running one can be cancelled. */
export const changeBackupSchema = z.strictObject({ state: z.literal('cancelled') });

export const backupAnswerSchema = z.object({ backup: backupSchema });
export const backupsPageSchema = z.object({
  backups: z.array(backupSchema),
  nextCursor: nextCursorSchema,
  /** Where the files are, as the server sees it. */
  folder: z.string(),
  /** When this console takes the next one by itself. */
  nextAt: z.iso.datetime().nullable(),
});
export const backupHealthSchema = z.object({
  status: z.enum(['ok', 'stale']),
  newestVerifiedAt: z.iso.datetime().nullable(),
});

export type Backup = z.infer<typeof backupSchema>;
export type BackupProgress = z.infer<typeof backupProgressSchema>;
export type BackupsPage = z.infer<typeof backupsPageSchema>;
export type BackupsQuery = z.output<typeof backupsQuerySchema>;
export type DeleteBackupQuery = z.output<typeof deleteBackupQuerySchema>;
export type BackupHealth = z.infer<typeof backupHealthSchema>;
