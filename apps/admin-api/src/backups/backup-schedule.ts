import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackupBusyError } from '@initialsdb/backups';
import type { AdminConfig } from '@initialsdb/config';
import { CONFIG } from '@initialsdb/server';
import { Cron } from 'croner';
import { AdminDatabase } from '../database/admin-database.js';
import { ConsoleBackups } from './backups.provider.js';
import { missedBackup } from './missed-backup.js';

/**
 * Takes and verifies a backup whenever BACKUP_SCHEDULE comes due. Where the host's cron was first, that one counts. One that was missed,
 * as console or database were away, is taken at the start or within the hour.
 */
@Injectable()
export class BackupSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Backups');
  private cron: Cron | undefined;
  private hourly: Cron | undefined;
  private isStopping = false;

  constructor(
    private readonly backups: ConsoleBackups,
    private readonly database: AdminDatabase,
    @Inject(CONFIG) private readonly config: AdminConfig,
  ) {}

  onApplicationBootstrap(): void {
    const { schedule } = this.config.backups;
    this.cron = new Cron(schedule, { mode: '5-part', unref: true }, () => this.takeOne());
    this.hourly = new Cron('0 * * * *', { unref: true, protect: true }, () => this.catchUp());
    void this.catchUp();
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    this.cron?.stop();
    this.hourly?.stop();
  }

  /** Null where the schedule has come to its end. */
  get nextAt(): Date | null {
    return this.cron?.nextRun() ?? null;
  }

  /** Puts right what was left unfinished, and takes the backup that came due while nobody could. */
  async catchUp(): Promise<void> {
    try {
      // Not for nothing: the host's cron may want the lock at the same moment.
      if (await this.backups.records.isUnfinished()) await this.backups.recover();
      const missed = await missedBackup(this.database.reads, this.config.backups.schedule);
      if (!missed || this.isStopping) return;
      this.logger.log(`the backup that was due at ${missed.toISOString()} was missed and is taken now`);
      await this.takeOne();
    } catch (error) {
      if (!this.isStopping) this.logger.error(error, 'looking for a missed backup failed');
    }
  }

  /** What is done when it comes due. */
  async takeOne(): Promise<void> {
    try {
      const { done } = await this.backups.start({ trigger: 'schedule', verify: true });
      await done;
    } catch (error) {
      if (error instanceof BackupBusyError) this.logger.log('the scheduled backup is left out: one is under way');
      else this.logger.error(error, 'the scheduled backup could not be taken');
    }
  }
}
