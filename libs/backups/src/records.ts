import type { AuditAction, Backup, BackupProgress } from '@initialsdb/contracts/admin';
import { addAuditEvents, consoleChannel, type Sql } from '@initialsdb/database';

/** The actor of what schedules and commands do. */
export const systemActor = 'system';

type Trigger = Backup['trigger'];

export interface Published {
  file: string;
  sizeBytes: number;
  sha256: string;
  rowCounts: Record<string, number>;
  /** It was verified before it was encrypted. */
  isVerified: boolean;
}

interface Row extends Record<string, unknown> {
  id: number;
  state: Backup['state'];
  trigger: Trigger;
  started_by: string | null;
  started_at: Date;
  finished_at: Date | null;
  file: string | null;
  size_bytes: number | null;
  sha256: string | null;
  row_counts: Record<string, number> | null;
  verified_at: Date | null;
  error: string | null;
  progress: BackupProgress | null;
}

const columns = `id, state, trigger, started_by, started_at, finished_at, file, size_bytes, sha256, row_counts, verified_at,
  coalesce(error, verification_error) AS error, progress`;

function backupOf(row: Row): Backup {
  const { step, tables, tablesTotal, bytes } = row.progress ?? {
    step: 'preparing',
    tables: 0,
    tablesTotal: 0,
    bytes: 0,
  };
  return {
    id: row.id,
    state: row.state,
    trigger: row.trigger,
    startedBy: row.started_by ?? systemActor,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    file: row.file,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    rowCounts: row.row_counts,
    verifiedAt: row.verified_at?.toISOString() ?? null,
    error: row.error,
    progress: row.progress && { step, tables, tablesTotal, bytes },
  };
}

/** The table `backups`: one row per run, and with each change of one its audit event and a word to the consoles that watch. */
export class BackupRecords {
  /** @param sql of the admin role */
  constructor(private readonly sql: Sql) {}

  begin(trigger: Trigger, actor: string): Promise<Backup> {
    const progress: BackupProgress = { step: 'preparing', tables: 0, tablesTotal: 0, bytes: 0 };
    return this.change(
      actor,
      'backup.start',
      `INSERT INTO backups (state, trigger, started_by, progress) VALUES ('running', $1, $2, $3)`,
      [trigger, actor, progress],
      { trigger },
    );
  }

  /** Keeps what is being done for those who watch. @returns who asked in the meantime for it to be cancelled */
  async note(id: number, progress: BackupProgress): Promise<string | undefined> {
    return this.sql.transaction(async (sql) => {
      const [row] = await sql.query<{ by: string | null }>(
        `UPDATE backups SET progress = coalesce(progress, '{}') || $2 WHERE id = $1
           RETURNING progress ->> 'cancelledBy' AS by`,
        [id, JSON.stringify(progress)],
      );
      await announce(sql);
      return row?.by ?? undefined;
    });
  }

  /** Whoever runs it looks for this twice a second. @returns undefined where it isn't running */
  async requestCancel(id: number, by: string): Promise<Backup | undefined> {
    const [row] = await this.sql.query<Row>(
      `UPDATE backups SET progress = coalesce(progress, '{}') || jsonb_build_object('cancelledBy', $2::text)
        WHERE id = $1 AND state = 'running' RETURNING ${columns}`,
      [id, by],
    );
    return row && backupOf(row);
  }

  succeed(backup: Backup, published: Published): Promise<Backup> {
    const { file, sizeBytes, sha256, rowCounts, isVerified } = published;
    return this.change(
      backup.startedBy,
      'backup.finish',
      `UPDATE backups SET state = 'succeeded', finished_at = now(), progress = NULL, file = $2, size_bytes = $3, sha256 = $4,
              row_counts = $5, verified_at = CASE WHEN $6 THEN now() END
        WHERE id = $1`,
      [backup.id, file, sizeBytes, sha256, rowCounts, isVerified],
      { backupId: backup.id, file, sizeBytes, sha256 },
    );
  }

  fail(backup: Backup, error: string): Promise<Backup> {
    return this.end(backup, 'failed', 'backup.fail', backup.startedBy, error);
  }

  cancel(backup: Backup, by: string, error: string): Promise<Backup> {
    return this.end(backup, 'cancelled', 'backup.cancel', by, error);
  }

  private end(backup: Backup, state: string, action: AuditAction, actor: string, error: string): Promise<Backup> {
    return this.change(
      actor,
      action,
      `UPDATE backups SET state = $2, finished_at = now(), progress = NULL, error = $3 WHERE id = $1`,
      [backup.id, state, error],
      { backupId: backup.id, error },
    );
  }

  /** @param error why the verification failed; undefined where the file proved good */
  verified(backup: Backup, actor: string, error?: string): Promise<Backup> {
    return this.change(
      actor,
      'backup.verify',
      `UPDATE backups SET verified_at = CASE WHEN $2::text IS NULL THEN now() END, verification_error = $2, progress = NULL
        WHERE id = $1`,
      [backup.id, error ?? null],
      { backupId: backup.id, file: backup.file, ...(error === undefined ? { ok: true } : { ok: false, error }) },
    );
  }

  /** The verification came to no result. */
  async abandonVerification(id: number): Promise<void> {
    await this.sql.query('UPDATE backups SET progress = NULL WHERE id = $1', [id]);
  }

  /** The file is gone, or about to be; the row stays, unlisted. */
  deleted(backup: Backup, actor: string, why: string): Promise<Backup> {
    return this.change(actor, 'backup.delete', 'UPDATE backups SET deleted_at = now() WHERE id = $1', [backup.id], {
      backupId: backup.id,
      file: backup.file,
      why,
    });
  }

  downloaded(backup: Backup, actor: string, range: string | undefined): Promise<void> {
    const details = { backupId: backup.id, file: backup.file, ...(range === undefined ? {} : { range }) };
    return addAuditEvents(this.sql, [{ actor, action: 'backup.download', details }]);
  }

  /** Undefined also for what was deleted. */
  async find(id: number): Promise<Backup | undefined> {
    const [row] = await this.select('WHERE id = $1 AND deleted_at IS NULL', [id]);
    return row;
  }

  /** Newest first. */
  list(before: number | undefined, limit: number): Promise<Backup[]> {
    return this.select(
      'WHERE deleted_at IS NULL AND id < coalesce($1, 9223372036854775807) ORDER BY id DESC LIMIT $2',
      [before ?? null, limit],
    );
  }

  running(): Promise<Backup[]> {
    return this.select(`WHERE state = 'running'`);
  }

  /** Whether a row says that something is under way; where the lock is free, it died. */
  async isUnfinished(): Promise<boolean> {
    return (await this.select(`WHERE state = 'running' OR progress IS NOT NULL LIMIT 1`)).length > 0;
  }

  /** Those whose verification was under way; where the lock is free, it died. */
  async forgetVerifications(): Promise<void> {
    await this.sql.query(`UPDATE backups SET progress = NULL WHERE state <> 'running' AND progress IS NOT NULL`);
  }

  /** Files of successful runs, newest first. */
  files(): Promise<Backup[]> {
    return this.select(`WHERE state = 'succeeded' AND deleted_at IS NULL AND file IS NOT NULL ORDER BY id DESC`);
  }

  /** Those of them that were proven to restore, by the age of their data. */
  verifiedFiles(): Promise<Backup[]> {
    return this.select(
      `WHERE state = 'succeeded' AND verified_at IS NOT NULL AND deleted_at IS NULL AND file IS NOT NULL
        ORDER BY started_at DESC, id DESC`,
    );
  }

  private async select(condition: string, values: unknown[] = []): Promise<Backup[]> {
    return (await this.sql.query<Row>(`SELECT ${columns} FROM backups ${condition}`, values)).map(backupOf);
  }

  /** One change of one row, with its event, kept or lost together. */
  private change(
    actor: string,
    action: AuditAction,
    statement: string,
    values: unknown[],
    details: Record<string, unknown>,
  ): Promise<Backup> {
    return this.sql.transaction(async (sql) => {
      const [row] = await sql.query<Row>(`${statement} RETURNING ${columns}`, values);
      if (!row) throw new Error('A backup has no record.');
      await announce(sql);
      await addAuditEvents(sql, [{ actor, action, details: { backupId: row.id, ...details } }]);
      return backupOf(row);
    });
  }
}

async function announce(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_notify($1, $2)', [consoleChannel, JSON.stringify({ kind: 'backups', ids: null })]);
}
