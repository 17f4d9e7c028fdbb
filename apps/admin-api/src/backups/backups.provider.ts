import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Backups, settingsOf } from '@initialsdb/backups';
import type { AdminConfig } from '@initialsdb/config';
import { isUnavailable } from '@initialsdb/database';
import { CONFIG } from '@initialsdb/server';
import { AdminDatabase } from '../database/admin-database.js';

const recoveryPauseMs = 5000;

/** The backups of this console's database, for as long as the process lives. */
@Injectable()
export class ConsoleBackups extends Backups implements OnApplicationBootstrap, OnModuleDestroy {
  private isStopping = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(database: AdminDatabase, @Inject(CONFIG) config: AdminConfig) {
    const logger = new Logger('Backups');
    const { host, port, name, password: adminPassword } = config.database;
    super(
      database.writes,
      settingsOf({ host, port, name, adminPassword, backupPassword: config.backupDatabase.password }, config.backups),
      { info: (text) => logger.log(text), error: (text) => logger.error(text) },
    );
  }

  /** What a process that was killed left behind is put right as soon as the database answers. */
  onApplicationBootstrap(): void {
    void this.recover().catch((error: unknown) => {
      if (this.isStopping) return;
      if (!isUnavailable(error)) new Logger('Backups').error(error, 'looking for unfinished backups failed');
      this.retry = setTimeout(() => this.onApplicationBootstrap(), recoveryPauseMs).unref();
    });
  }

  /** Before the database is closed, which has to be told how it ended. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.retry);
    await this.close();
  }
}
