import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Backup, BackupHealth, BackupsPage, BackupsQuery } from '@initialsdb/contracts/admin';
import { Metrics } from '@initialsdb/server';
import { beforeOf, pageOf } from '../paging/cursor.js';
import { BackupSchedule } from './backup-schedule.js';
import { ConsoleBackups } from './backups.provider.js';

const epoch = new Date(0).toISOString();

/** What the console does with backups: begins, and doesn't wait. */
@Injectable()
export class BackupsService implements OnModuleInit {
  constructor(
    private readonly backups: ConsoleBackups,
    private readonly schedule: BackupSchedule,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'backup_newest_verified_timestamp_seconds',
      'When the data of the newest verified backup whose file is there is from, in Unix time; 0 where there is none.',
      async () => Date.parse((await this.backups.newestVerified())?.startedAt ?? epoch) / 1000,
    );
    this.metrics.gauge(
      'backup_healthy',
      'Whether the newest verified backup whose file is there is younger than BACKUP_MAX_AGE_HOURS.',
      async () => ((await this.backups.health()).status === 'ok' ? 1 : 0),
    );
  }

  async list({ cursor, limit }: BackupsQuery): Promise<BackupsPage> {
    const { rows, nextCursor } = pageOf(await this.backups.list(beforeOf(cursor), limit + 1), limit);
    const { folder } = this.backups.settings;
    return { backups: rows, nextCursor, folder, nextAt: this.schedule.nextAt?.toISOString() ?? null };
  }

  async start(actor: string): Promise<Backup> {
    return (await this.backups.start({ trigger: 'console', actor })).backup;
  }

  async verify(id: number, actor: string): Promise<Backup> {
    return (await this.backups.verify(id, actor)).backup;
  }

  find(id: number): Promise<Backup> {
    return this.backups.find(id);
  }

  cancel(id: number, actor: string): Promise<Backup> {
    return this.backups.cancel(id, actor);
  }

  remove(id: number, actor: string, confirm: string | undefined): Promise<void> {
    return this.backups.remove(id, actor, confirm);
  }

  health(): Promise<BackupHealth> {
    return this.backups.health();
  }
}
