import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup, BackupHealth } from '@initialsdb/contracts/admin';
import { isUnavailable, type Sql } from '@initialsdb/database';
import {
  BackupBusyError,
  BackupCancelledError,
  BackupConflictError,
  BackupError,
  inWords,
  NoBackupError,
} from './errors.js';
import { encryptedSuffix, manifestPathOf } from './files.js';
import { BackupLock } from './lock.js';
import { BackupRecords, systemActor } from './records.js';
import { recover, removeUnpublished } from './recovery.js';
import { superfluous } from './retention.js';
import { type Job, run, type Task } from './run.js';
import type { BackupLog, BackupSettings } from './settings.js';
import { verifyFile } from './verify.js';

export interface StartRequest {
  readonly trigger: Backup['trigger'];
  /** A user's name; `system` by default. */
  readonly actor?: string;
  /** Verify the file at once, and prune when it proved good. */
  readonly verify?: boolean;
}

export interface Started {
  /** As it was at the beginning. */
  readonly backup: Backup;
  /** As it came out; a run that failed is an outcome too, so this rejects only where that can't be recorded. */
  readonly done: Promise<Backup>;
}

interface Slot {
  controller: AbortController;
  done: Promise<unknown>;
}

/** How long an outcome is kept for a database that is away to come back. */
const recordForMs = 60_000;
const recordPauseMs = 2000;

/**
 * Backups of one product's database: what the console, its schedule, cron and the command line all do it with. At most one run,
 * verification or deletion is under way anywhere; who comes second gets a BackupBusyError.
 */
export class Backups {
  readonly records: BackupRecords;
  private slot: Slot | undefined;
  private recovering: Promise<void> | undefined;
  private isClosing = false;

  /** @param sql of the admin role */
  constructor(
    sql: Sql,
    readonly settings: BackupSettings,
    private readonly log: BackupLog,
  ) {
    this.records = new BackupRecords(sql);
  }

  /** Begins a run. @throws {BackupBusyError} */
  start({ trigger, actor = systemActor, verify = false }: StartRequest): Promise<Started> {
    return this.exclusively(
      () => this.records.begin(trigger, actor),
      async (job) => {
        const taken = await this.take(job);
        if (!verify || taken.state !== 'succeeded') return taken;
        const proven = taken.verifiedAt ? taken : await this.prove({ ...job, backup: taken }, systemActor);
        if (proven.verifiedAt) await this.prune();
        return proven;
      },
    );
  }

  /**
   * Begins to restore a file into a scratch database, to see that it can be.
   * @throws {BackupBusyError | NoBackupError | BackupConflictError}
   */
  verify(id: number, actor: string = systemActor): Promise<Started> {
    return this.exclusively<Backup>(
      async () => {
        const backup = await this.withFile(id);
        if (backup.file.endsWith(encryptedSuffix)) {
          throw new BackupConflictError(
            'This file was verified before it was encrypted. To verify it again, decrypt it with your key and restore it.',
          );
        }
        return { ...backup, progress: { step: 'verifying', tables: 0, tablesTotal: 0, bytes: 0 } };
      },
      async (job) => {
        const proven = await this.prove(job, actor);
        if (proven.verifiedAt) await this.prune();
        return proven;
      },
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
    const { done } = await this.exclusively<Backup>(
      async () => {
        const backup = await this.find(id);
        const newest = (await this.records.files()).find(({ verifiedAt }) => verifiedAt !== null);
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
    this.recovering ??= this.putRight().finally(() => (this.recovering = undefined));
    return this.recovering;
  }

  /** @throws {NoBackupError} */
  async find(id: number): Promise<Backup> {
    const backup = await this.records.find(id);
    if (!backup) throw new NoBackupError('There is no such backup.');
    return backup;
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

  /** Worked out from the records each time, so that a schedule that died can't hide it. Its age is that of the data in it. */
  async health(): Promise<BackupHealth> {
    const newest = await this.records.newestVerified();
    const isFresh = newest && Date.now() - newest.dataAt.getTime() <= this.settings.maxAgeHours * 3_600_000;
    return { status: isFresh ? 'ok' : 'stale', newestVerifiedAt: newest?.verifiedAt.toISOString() ?? null };
  }

  /** Stops what this process does: a run comes out as failed, and nothing stays behind. */
  async close(reason: BackupError = new BackupError('The program that ran it was stopped.')): Promise<void> {
    this.isClosing = true;
    this.slot?.controller.abort(reason);
    await this.slot?.done.catch(() => undefined);
  }

  private async take(job: Job): Promise<Backup> {
    const { backup, signal } = job;
    try {
      const published = await run(job, this.records, this.settings);
      const taken = await this.persist(() => this.records.succeed(backup, published));
      this.log.info(`backup ${backup.id} succeeded: ${published.file}, ${published.sizeBytes} bytes`);
      return taken;
    } catch (error) {
      const why: unknown = signal.aborted ? signal.reason : error;
      await removeUnpublished(this.settings.folder, backup).catch(() => undefined);
      this.log.error(`backup ${backup.id} failed: ${inWords(why)}`);
      return this.persist(() =>
        why instanceof BackupCancelledError
          ? this.records.cancel(backup, why.by, inWords(why))
          : this.records.fail(backup, inWords(why)),
      );
    }
  }

  private async prove(job: Job, actor: string): Promise<Backup> {
    const { backup, signal } = job;
    try {
      await verifyFile(job, this.records, this.settings);
      this.log.info(`backup ${backup.id} is verified`);
      return await this.persist(() => this.records.verified(backup, actor));
    } catch (error) {
      if (signal.aborted) {
        await this.records.abandonVerification(backup.id);
        return { ...backup, progress: null };
      }
      this.log.error(`backup ${backup.id} could not be verified: ${inWords(error)}`);
      return this.persist(() => this.records.verified(backup, actor, inWords(error)));
    }
  }

  private async prune(): Promise<void> {
    const verified = (await this.records.files()).filter(({ verifiedAt }) => verifiedAt !== null);
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

  private async putRight(): Promise<void> {
    try {
      const { done } = await this.withLock(
        () => Promise.resolve(undefined),
        () => Promise.resolve(undefined),
      );
      await done;
    } catch (error) {
      if (!(error instanceof BackupBusyError)) throw error;
    }
  }

  /** The recovery at the start is over in a moment and nobody's work, so it is waited for. */
  private async exclusively<T extends Backup | undefined>(
    prepare: () => Promise<T>,
    work: (task: Task<T>) => Promise<T>,
  ): Promise<{ backup: T; done: Promise<T> }> {
    await this.recovering?.catch(() => undefined);
    return this.withLock(prepare, work);
  }

  /** Does `work` with the lock, which is given back at its end; the caller goes on as soon as it is prepared. */
  private async withLock<T extends Backup | undefined>(
    prepare: () => Promise<T>,
    work: (task: Task<T>) => Promise<T>,
  ): Promise<{ backup: T; done: Promise<T> }> {
    if (this.slot || this.isClosing) throw new BackupBusyError();
    const controller = new AbortController();
    const slot: Slot = { controller, done: Promise.resolve() };
    this.slot = slot;
    let lock: BackupLock | undefined;
    const finish = async () => {
      await lock?.release();
      this.slot = undefined;
    };
    try {
      lock = await BackupLock.take(this.settings.admin, () =>
        controller.abort(new BackupError('PostgreSQL ended the session that held the lock.')),
      );
      await recover(this.records, this.settings, this.log);
      const backup = await prepare();
      const abort = (by: string) => controller.abort(new BackupCancelledError(by));
      const done = settling(work({ backup, signal: controller.signal, abort }), finish);
      slot.done = done;
      // Nobody need wait for it; who does gets the error.
      done.catch(() => undefined);
      return { backup, done };
    } catch (error) {
      await finish();
      throw error;
    }
  }

  /** Keeps an outcome that the database can't take now; where it stays away, the next recovery finds what happened. */
  private async persist(record: () => Promise<Backup>): Promise<Backup> {
    const deadline = Date.now() + recordForMs;
    for (;;) {
      try {
        return await record();
      } catch (error) {
        if (!isUnavailable(error) || this.isClosing || Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, recordPauseMs));
      }
    }
  }
}

/** The outcome of `work`, once what has to come after it is done as well. */
async function settling<T>(work: Promise<T>, after: () => Promise<void>): Promise<T> {
  try {
    return await work;
  } finally {
    await after();
  }
}
