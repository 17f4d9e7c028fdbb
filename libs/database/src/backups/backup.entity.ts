import { defineEntity, p } from '@mikro-orm/core';

export const backupStates = ['running', 'succeeded', 'failed', 'cancelled'] as const;
export const backupTriggers = ['console', 'schedule', 'cron', 'command'] as const;

/** One run of a backup, whether or not a file came of it. `deletedAt`: its file was pruned or deleted; the record stays. */
const BackupSchema = defineEntity({
  name: 'Backup',
  tableName: 'backups',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    state: p.enum(backupStates),
    trigger: p.enum(backupTriggers),
    startedBy: p.text().nullable(),
    startedAt: p.datetime(3).defaultRaw('now()'),
    finishedAt: p.datetime(3).nullable(),
    file: p.text().nullable(),
    sizeBytes: p.bigint('number').nullable(),
    sha256: p.text().nullable(),
    rowCounts: p.json<Record<string, number>>().nullable(),
    progress: p.json<Record<string, unknown>>().nullable(),
    verifiedAt: p.datetime(3).nullable(),
    verificationError: p.text().nullable(),
    error: p.text().nullable(),
    deletedAt: p.datetime(3).nullable(),
  },
  indexes: [{ name: 'backups_verified_at_index', properties: ['verifiedAt'], where: 'verified_at IS NOT NULL' }],
});

export class BackupEntity extends BackupSchema.class {}
BackupSchema.setClass(BackupEntity);
