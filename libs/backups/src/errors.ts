/** What went wrong, in words for the person who runs the board: shown in the console, in the log and on the command line. */
export class BackupError extends Error {
  override readonly name: string = 'BackupError';
}

/** A run, a verification or a deletion is under way, here or in another process. */
export class BackupBusyError extends BackupError {
  override readonly name = 'BackupBusyError';

  constructor() {
    super('A backup or a verification is under way already. Wait for it, or cancel it.');
  }
}

/** Somebody took the run back. */
export class BackupCancelledError extends BackupError {
  override readonly name = 'BackupCancelledError';

  constructor(readonly by: string) {
    super(`Cancelled by ${by}.`);
  }
}

/** The file can't be deleted without its name, or not in its present state. */
export class BackupConflictError extends BackupError {
  override readonly name = 'BackupConflictError';
}

/** There is no such backup, or it has no file (any more). */
export class NoBackupError extends BackupError {
  override readonly name = 'NoBackupError';
}

/** An error in words: those of Node name the file, those of PostgreSQL the reason. */
export function inWords(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(inWords).join('; ');
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full.';
  if (code === '28P01') return `${message}. Is DB_BACKUP_PASSWORD the one that the migrations set?`;
  return error instanceof Error ? message : String(error);
}
