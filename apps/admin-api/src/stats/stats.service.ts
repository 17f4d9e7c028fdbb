import { Inject, Injectable } from '@nestjs/common';
import type { AdminConfig } from '@initialsdb/config';
import type { SlowestQueries, Stats } from '@initialsdb/contracts/admin';
import { CONFIG } from '@initialsdb/server';
import { AdminDatabase } from '../database/admin-database.js';
import { readActivity } from './activity.js';
import { readCounts, readPosts } from './board.js';
import { fullInDays, readGrowth, readSizePerDay } from './growth.js';
import { readQueries } from './queries.js';
import { readDatabaseSize, readDisk } from './storage.js';
import { readTimesPerHour } from './times.js';

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

  readQueries(): Promise<SlowestQueries> {
    return readQueries(this.database.long);
  }

  private async look(): Promise<Stats> {
    const sql = this.database.long;
    const counts = await readCounts(sql);
    const size = await readDatabaseSize(sql);
    const listings = counts.listings.visible + counts.listings.hidden;
    const growth = await readGrowth(sql, { sizeBytes: size.sizeBytes, listings });
    const disk = await readDisk(this.config.dataDir);
    return {
      ...counts,
      ...(await readPosts(sql)),
      ...(await readActivity(sql)),
      ...(await readTimesPerHour(sql)),
      database: { ...size, sizePerDay: await readSizePerDay(sql), growth },
      disk: disk && { ...disk, fullInDays: fullInDays(disk.freeBytes, growth) },
    };
  }
}
