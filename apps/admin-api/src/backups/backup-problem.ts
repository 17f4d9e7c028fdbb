import { BackupBusyError, BackupConflictError, BackupError, NoBackupError } from '@initialsdb/backups';
import { notFound, ProblemError } from '@initialsdb/server';

/** What a client is told where a backup can't be begun, cancelled or deleted. */
export function backupProblem(error: unknown): ProblemError | undefined {
  if (error instanceof NoBackupError) return notFound(error.message);
  if (error instanceof BackupBusyError || error instanceof BackupConflictError) {
    return new ProblemError('CONFLICT', error.message);
  }
  if (error instanceof BackupError)
    return new ProblemError('UNAVAILABLE', error.message, { headers: { 'retry-after': '60' } });
  return undefined;
}
