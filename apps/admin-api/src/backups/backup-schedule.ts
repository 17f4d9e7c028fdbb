import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackupBusyError } from '@initialsdb/backups';
import type { AdminConfig } from '@initialsdb/config';
import { CONFIG } from '@initialsdb/server';
import { Cron } from 'croner';
import { ConsoleBackups } from './backups.provider.js';

/** Takes and verifies a backup whenever BACKUP_SCHEDULE comes due. Where the host's cron was first, that one counts. */
@Injectable()
export class BackupSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Backups');
  private cron: Cron | undefined;

  constructor(
    private readonly backups: ConsoleBackups,
    @Inject(CONFIG) private readonly config: AdminConfig,
  ) {}

  onApplicationBootstrap(): void {
    const { schedule } = this.config.backups;
    this.cron = new Cron(schedule, { mode: '5-part', unref: true }, () => this.takeOne());
  }

  onModuleDestroy(): void {
    this.cron?.stop();
  }

  /** Null where the schedule has come to its end. */
  get nextAt(): Date | null {
    return this.cron?.nextRun() ?? null;
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
