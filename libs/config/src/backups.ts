import { join } from 'node:path';
import type { z } from 'zod';
import type { backupsShape } from './shared.js';

/** The settings of backups, of whatever program takes them. */
export function backupsOf(values: z.infer<z.ZodObject<typeof backupsShape>>) {
  return {
    folder: values.BACKUP_DIR ?? join(values.DATA_DIR, 'backups'),
    /** A cron expression of five fields, in the process's time zone. */
    schedule: values.BACKUP_SCHEDULE,
    keep: {
      daily: values.BACKUP_KEEP_DAILY,
      weekly: values.BACKUP_KEEP_WEEKLY,
      monthly: values.BACKUP_KEEP_MONTHLY,
    },
    /** The newest verified backup may be this old before the health check fails. */
    maxAgeHours: values.BACKUP_MAX_AGE_HOURS,
    pgDump: values.PG_DUMP,
    ageRecipient: values.BACKUP_AGE_RECIPIENT,
    verifyUrl: values.BACKUP_VERIFY_URL,
  };
}

export type BackupsConfig = ReturnType<typeof backupsOf>;
