import type { Backup } from '@initialsdb/contracts/admin';
import { isUnavailable } from '@initialsdb/database';
import { BackupCancelledError, inWords } from './errors.js';
import type { BackupRecords, Published } from './records.js';
import { publishedBy, removeUnpublished } from './recovery.js';
import { type Job, run } from './run.js';
import type { BackupLog, BackupSettings } from './settings.js';
import { verifyFile } from './verify.js';

/** How long an outcome is kept for a database that is away to come back. */
const recordForMs = 60_000;
const recordPauseMs = 2000;

/** Runs and verifications, and the record of what each came to. */
export class Outcomes {
  constructor(
    private readonly records: BackupRecords,
    private readonly settings: BackupSettings,
    private readonly log: BackupLog,
    private readonly work: { readonly isClosing: boolean },
  ) {}

  /** Takes a backup. @returns how it came out: succeeded, failed or cancelled */
  async take(job: Job): Promise<Backup> {
    const { backup, signal } = job;
    let published: Published;
    try {
      published = await run(job, this.records, this.settings);
    } catch (error) {
      // What went wrong may have come after the file was in its place: then it is a good one.
      const complete = await publishedBy(backup, this.settings.folder);
      if (!complete) return this.fail(backup, signal.aborted ? signal.reason : error);
      published = complete;
    }
    return this.succeed(backup, published);
  }

  private async fail(backup: Backup, why: unknown): Promise<Backup> {
    await removeUnpublished(this.settings.folder, backup).catch(() => undefined);
    this.log.error(`backup ${backup.id} failed: ${inWords(why)}`);
    return this.persist(() =>
      why instanceof BackupCancelledError
        ? this.records.cancel(backup, why.by, inWords(why))
        : this.records.fail(backup, inWords(why)),
    );
  }

  /** Where it can't be recorded the row stays as it is, for a recovery to find the file: a good backup is never recorded as failed. */
  private async succeed(backup: Backup, published: Published): Promise<Backup> {
    const { file, sizeBytes } = published;
    try {
      const taken = await this.persist(() => this.records.succeed(backup, published));
      this.log.info(`backup ${backup.id} succeeded: ${file}, ${sizeBytes} bytes`);
      return taken;
    } catch (error) {
      this.log.error(`backup ${backup.id} is complete, ${file}, and can't be recorded yet: ${inWords(error)}`);
      throw error;
    }
  }

  /** Verifies one. @returns it with what came of that */
  async prove(job: Job, actor: string): Promise<Backup> {
    const { backup, signal } = job;
    try {
      await verifyFile(job, this.records, this.settings);
    } catch (error) {
      if (signal.aborted) {
        await this.records.abandonVerification(backup.id);
        return { ...backup, progress: null };
      }
      this.log.error(`backup ${backup.id} could not be verified: ${inWords(error)}`);
      return this.persist(() => this.records.verified(backup, actor, inWords(error)));
    }
    this.log.info(`backup ${backup.id} is verified`);
    return this.persist(() => this.records.verified(backup, actor));
  }

  /** Keeps an outcome that the database can't take now; where it stays away, the next recovery finds what happened. */
  private async persist(record: () => Promise<Backup>): Promise<Backup> {
    const deadline = Date.now() + recordForMs;
    for (;;) {
      try {
        return await record();
      } catch (error) {
        if (!isUnavailable(error) || this.work.isClosing || Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, recordPauseMs));
      }
    }
  }
}
