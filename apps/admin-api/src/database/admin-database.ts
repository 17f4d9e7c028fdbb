import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { AdminConfig } from '@initialsdb/config';
import { type Database, type DatabaseSettings, Hearings, openDatabase, roles, type Sql } from '@initialsdb/database';
import { CONFIG } from '@initialsdb/server';

/** A batch of many rows, the verification of the whole audit log and its export may take this long. */
const longTimeoutMs = 60_000;
const connectionTimeoutMs = 2000;

/** How this process reaches the database, as role `initialsdb_admin`. */
export function adminSettings(config: AdminConfig, purpose: string): DatabaseSettings {
  return {
    ...config.database,
    user: roles.admin,
    applicationName: `initialsdb-admin ${purpose}`,
    poolMax: 4,
    connectionTimeoutMs,
    statementTimeoutMs: config.writeTimeoutMs,
  };
}

/** The database three times, so that a slow list can't hold up a change, nor a change of very many rows either of them. */
@Injectable()
export class AdminDatabase implements OnApplicationShutdown {
  private readonly databases: Database[] = [];
  /** Lists and look-ups: READ_TIMEOUT_MS. */
  readonly reads: Sql;
  /** Changes: WRITE_TIMEOUT_MS. */
  readonly writes: Sql;
  /** What goes over many rows: a minute. */
  readonly long: Sql;
  private readonly hearings: Hearings;

  constructor(@Inject(CONFIG) config: AdminConfig) {
    this.reads = this.open({ ...adminSettings(config, 'reads'), statementTimeoutMs: config.readTimeoutMs, poolMax: 8 });
    this.writes = this.open(adminSettings(config, 'writes'));
    this.long = this.open({ ...adminSettings(config, 'long'), statementTimeoutMs: longTimeoutMs, poolMax: 3 });
    this.hearings = new Hearings(adminSettings(config, 'hearings'));
  }

  /** Waits until the board's processes have taken note of a change that was just committed. */
  untilHeard(channel: string): Promise<void> {
    return this.hearings.untilHeard(this.writes, channel);
  }

  /** Only now: requests that are still being answered need it until here. */
  async onApplicationShutdown(): Promise<void> {
    await this.hearings.close();
    await Promise.all(this.databases.map((database) => database.close()));
  }

  private open(settings: DatabaseSettings): Sql {
    const database = openDatabase(settings);
    this.databases.push(database);
    return database.sql;
  }
}
