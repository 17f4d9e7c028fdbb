import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup, BackupHealth } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { BackupConflictError, BackupError, NoBackupError } from './errors.js';
import { encryptedSuffix, manifestPathOf } from './files.js';
import { OneAtATime, type Started } from './one-at-a-time.js';
import { Outcomes } from './outcomes.js';
import { BackupRecords, systemActor } from './records.js';
import { lookedAt, present } from './present.js';
import { recover } from './recovery.js';
import { superfluous } from './retention.js';
import type { BackupLog, BackupSettings } from './settings.js';

export interface StartRequest {
  readonly trigger: Backup['trigger'];
  /** A user's name; `system` by default. */
  readonly actor?: string;
  /** Verify the file at once, and prune when it proved good. */
  readonly verify?: boolean;
}

/**
 * Backups of one product's database: what the console, its schedule, cron and the command line all do it with. At most one run,
 * verification or deletion is under way anywhere; who comes second gets a BackupBusyError.
 */
export class Backups {
  readonly records: BackupRecords;
  private readonly jobs: OneAtATime;
  private readonly outcomes: Outcomes;

  /** @param sql of the admin role */
  constructor(
    sql: Sql,
    readonly settings: BackupSettings,
    private readonly log: BackupLog,
  ) {
    this.records = new BackupRecords(sql);
    this.jobs = new OneAtATime(settings.admin, () => recover(this.records, settings, log));
    this.outcomes = new Outcomes(this.records, settings, log, this.jobs);
  }

  /** Begins a run. @throws {BackupBusyError} */
  start({ trigger, actor = systemActor, verify = false }: StartRequest): Promise<Started> {
    return this.jobs.begin(
      () => this.records.begin(trigger, actor),
      async (job) => {
        const taken = await this.outcomes.take(job);
        if (!verify || taken.state !== 'succeeded') return taken;
        return taken.verifiedAt ? taken : this.outcomes.prove({ ...job, backup: taken }, systemActor);
      },
      async (outcome) => {
        if (verify) await this.pruneAfter(outcome);
      },
    );
  }

  /**
   * Begins to restore a file into a scratch database, to see that it can be.
   * @throws {BackupBusyError | NoBackupError | BackupConflictError}
   */
  verify(id: number, actor: string = systemActor): Promise<Started> {
    return this.jobs.begin<Backup>(
      async () => {
        const backup = await this.withFile(id);
        if (backup.file.endsWith(encryptedSuffix)) {
          throw new BackupConflictError(
            'This file was verified before it was encrypted. To verify it again, decrypt it with your key and restore it.',
          );
        }
        return { ...backup, progress: { step: 'verifying', tables: 0, tablesTotal: 0, bytes: 0 } };
      },
      (job) => this.outcomes.prove(job, actor),
      (outcome) => this.pruneAfter(outcome),
    );
  }

  /** Asks a run to stop, wherever it runs. @throws {NoBackupError | BackupConflictError} */
  async cancel(id: number, actor: string = systemActor): Promise<Backup> {
    const backup = await this.records.requestCancel(id, actor);
    if (backup) return backup;
    await this.find(id);
    throw new BackupConflictError('This backup is not running.');
  }

  /**
   * Deletes a file and takes its row off the list.
   * @param confirm the file's name, which the newest verified backup's deletion asks for
   * @throws {BackupBusyError | NoBackupError | BackupConflictError}
   */
  async remove(id: number, actor: string, confirm?: string): Promise<void> {
    const { done } = await this.jobs.begin<Backup>(
      async () => {
        const backup = await this.find(id);
        const newest = await this.newestVerified();
        if (newest?.id === id && confirm !== newest.file) {
          throw new BackupConflictError(
            `This is the newest verified backup. To delete it all the same, give its name: ${newest.file}.`,
          );
        }
        return backup;
      },
      async ({ backup }) => {
        await this.discard(backup, actor, 'deleted');
        return backup;
      },
    );
    await done;
  }

  /** Puts right what processes that died left behind; nothing is done where somebody works just now. */
  recover(): Promise<void> {
    return this.jobs.recover();
  }

  /** @throws {NoBackupError} */
  async find(id: number): Promise<Backup> {
    const backup = await this.records.find(id);
    if (!backup) throw new NoBackupError('There is no such backup.');
    return lookedAt(backup, this.settings.folder);
  }

  /** Newest first. */
  async list(before: number | undefined, limit: number): Promise<Backup[]> {
    const backups = await this.records.list(before, limit);
    return Promise.all(backups.map((backup) => lookedAt(backup, this.settings.folder)));
  }

  /** @throws {NoBackupError} also where a run left no file */
  async withFile(id: number): Promise<Backup & { file: string; sizeBytes: number; sha256: string }> {
    const backup = await this.find(id);
    const { file, sizeBytes, sha256 } = backup;
    if (file === null || sizeBytes === null || sha256 === null) throw new NoBackupError('This backup has no file.');
    return { ...backup, file, sizeBytes, sha256 };
  }

  pathOf(file: string): string {
    return join(this.settings.folder, file);
  }

  /** Of those whose file is there. */
  async newestVerified(): Promise<Backup | undefined> {
    const [newest] = await present(await this.records.verifiedFiles(), this.settings.folder);
    return newest;
  }

  /**
   * Worked out from records and files each time, so that neither a schedule that died nor a volume that is gone can hide it. Its age is
   * that of the data in it.
   */
  async health(): Promise<BackupHealth> {
    const newest = await this.newestVerified();
    const isFresh = newest && Date.now() - Date.parse(newest.startedAt) <= this.settings.maxAgeHours * 3_600_000;
    return { status: isFresh ? 'ok' : 'stale', newestVerifiedAt: newest?.verifiedAt ?? null };
  }

  /** Stops what this process does: a run comes out as failed, and nothing stays behind. */
  async close(reason: BackupError = new BackupError('The program that ran it was stopped.')): Promise<void> {
    await this.jobs.close(reason);
  }

  /** Only a backup that proved good may be a reason to delete others. */
  private async pruneAfter({ verifiedAt }: Backup): Promise<void> {
    if (!verifiedAt) return;
    // A row whose file is gone keeps nothing, and must not be kept in place of a file.
    const verified = await present(await this.records.verifiedFiles(), this.settings.folder);
    for (const backup of superfluous(verified, this.settings.keep)) {
      await this.discard(backup, systemActor, 'pruned');
      this.log.info(`backup ${backup.id} pruned: ${backup.file}`);
    }
  }

  /** The row first: a file without one is found by whoever looks at the folder, a row without a file is a promise not kept. */
  private async discard(backup: Backup, actor: string, why: string): Promise<void> {
    await this.records.deleted(backup, actor, why);
    if (backup.file === null) return;
    await rm(this.pathOf(backup.file), { force: true });
    await rm(manifestPathOf(this.pathOf(backup.file)), { force: true });
  }
}
