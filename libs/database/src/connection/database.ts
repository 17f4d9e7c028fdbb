import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type pg from 'pg';
import { entities, tablesOfFunctions } from '../entities.js';
import { migrations } from '../migrations/index.js';
import { BoundedClient } from './bounded-client.js';
import type { DatabaseSettings } from './settings.js';
import { sqlOnPool, type Sql } from './sql.js';

export interface PoolUse {
  /** Open connections, idle ones among them. */
  readonly total: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
  readonly max: number;
}

/** One role's way to the database: entities and plain statements over one pool of connections. */
export interface Database {
  readonly orm: MikroORM;
  readonly sql: Sql;
  poolUse(): PoolUse;
  /** Ends the connections after their present statements. */
  close(): Promise<void>;
}

/** A transaction that its own process forgot must not hold locks for ever. */
const idleInTransactionTimeoutMs = 30_000;
const idleConnectionTimeoutMs = 30_000;

/**
 * Opens the database for one role. Nothing is sent before the first statement, so a server that is down at the start is as good as
 * one that goes down later: statements fail (`isUnavailable`) until it is back, and then succeed on new connections.
 */
export function openDatabase(settings: DatabaseSettings): Database {
  let pool: pg.Pool | undefined;
  const orm = createOrm(settings, (created) => {
    pool = created;
  });
  return {
    orm,
    sql: sqlOnPool(async () => pool ?? (await orm.driver.getConnection().getNativeClient())),
    poolUse: () => ({
      total: pool?.totalCount ?? 0,
      idle: pool?.idleCount ?? 0,
      waiting: pool?.waitingCount ?? 0,
      max: settings.poolMax,
    }),
    close: () => orm.close(),
  };
}

function createOrm(settings: DatabaseSettings, onPoolCreated: (pool: pg.Pool) => void): MikroORM {
  return new MikroORM({
    entities,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, silent: true },
    host: settings.host,
    port: settings.port,
    dbName: settings.name,
    user: settings.user,
    password: settings.password,
    // Functions, triggers, and the tables and views behind them are the migrations' own; entities describe the rest.
    schemaGenerator: { ignoreRoutines: true, ignoreTriggers: true, skipTables: tablesOfFunctions, skipViews: [/./] },
    ensureDatabase: false,
    pool: { min: 0, max: settings.poolMax, idleTimeoutMillis: idleConnectionTimeoutMs },
    driverOptions: {
      Client: BoundedClient,
      onPoolCreated,
      application_name: settings.applicationName,
      connectionTimeoutMillis: settings.connectionTimeoutMs,
      statement_timeout: settings.statementTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
      keepAlive: true,
    },
  });
}
