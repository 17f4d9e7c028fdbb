import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PublicConfig } from '@initialsdb/config';
import {
  type Database,
  type DatabaseSettings,
  openDatabase,
  openStatements,
  roles,
  type Statements,
} from '@initialsdb/database';
import { CONFIG, Metrics } from '@initialsdb/server';

/** How long a request waits for a connection; together with a statement's limit an answer comes within 2 s of that limit. */
const connectionTimeoutMs = 900;
const readConnectionsMax = 10;
/** Searches work on the processor, so more of them at once than it has cores only make each one slower; the others wait their turn. */
const searchConnectionsMax = 4;
const writeConnectionsMax = 5;

/** The database by what is done in it: reads, searches and writes have connections of their own, so that none starves another. */
@Injectable()
export class Databases implements OnApplicationShutdown {
  readonly reads: Database;
  readonly searches: Statements;
  readonly writes: Database;
  /** For a connection of one's own, such as a listener's. */
  readonly settings: DatabaseSettings;

  constructor(@Inject(CONFIG) { database, readTimeoutMs, writeTimeoutMs }: PublicConfig, metrics: Metrics) {
    const common = { ...database, user: roles.public, connectionTimeoutMs };
    this.settings = { ...common, ...of('reads', readConnectionsMax, readTimeoutMs) };
    this.reads = watched(openDatabase(this.settings), 'reads', metrics);
    const searches = { ...common, ...of('searches', searchConnectionsMax, readTimeoutMs) };
    this.searches = watched(openStatements(searches), 'searches', metrics);
    const writes = { ...common, ...of('writes', writeConnectionsMax, writeTimeoutMs) };
    this.writes = watched(openDatabase(writes), 'writes', metrics);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.reads.close(), this.searches.close(), this.writes.close()]);
  }
}

function watched<T extends Statements>(database: T, name: string, metrics: Metrics): T {
  metrics.gauge(`db_pool_${name}_connections`, 'Open connections.', () => database.poolUse().total);
  metrics.gauge(`db_pool_${name}_idle`, 'Open connections that nobody uses.', () => database.poolUse().idle);
  metrics.gauge(`db_pool_${name}_waiting`, 'Requests that wait for a connection.', () => database.poolUse().waiting);
  return database;
}

function of(purpose: string, poolMax: number, statementTimeoutMs: number) {
  return { applicationName: `initialsdb-board-${purpose}`, poolMax, statementTimeoutMs };
}
