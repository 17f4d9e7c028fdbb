import { Inject, Injectable } from '@nestjs/common';
import type { AdminConfig } from '@initialsdb/config';
import type { Stats } from '@initialsdb/contracts/admin';
import { CONFIG } from '@initialsdb/server';
import { AdminDatabase } from '../database/admin-database.js';
import { readActivity } from './activity.js';
import { readCounts, readPosts } from './board.js';
import { readDatabaseSize, readDisk } from './storage.js';

/** How the board is doing. Those who ask at the same time share one look. */
@Injectable()
export class StatsService {
  private reading: Promise<Stats> | undefined;

  constructor(
    private readonly database: AdminDatabase,
    @Inject(CONFIG) private readonly config: AdminConfig,
  ) {}

  read(): Promise<Stats> {
    this.reading ??= this.look().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async look(): Promise<Stats> {
    const sql = this.database.long;
    return {
      ...(await readCounts(sql)),
      ...(await readPosts(sql)),
      ...(await readActivity(sql)),
      database: await readDatabaseSize(sql),
      disk: await readDisk(this.config.dataDir),
    };
  }
}
