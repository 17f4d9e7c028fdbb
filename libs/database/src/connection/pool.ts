import pg from 'pg';
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

/** Plain statements over a pool of connections. */
export interface Statements {
  readonly sql: Sql;
  poolUse(): PoolUse;
  /** Ends the connections after their present statements. */
  close(): Promise<void>;
}

/** A transaction that its own process forgot must not hold locks for ever. */
const idleInTransactionTimeoutMs = 30_000;
export const idleConnectionTimeoutMs = 30_000;

/**
 * As `openDatabase`, for statements only: without entities, which take some ten megabytes of every process that opens them again.
 * Nothing is sent before the first statement.
 */
export function openStatements(settings: DatabaseSettings): Statements {
  const { host, port, name: database, user, password } = settings;
  const pool = new pg.Pool({
    host,
    port,
    database,
    user,
    password,
    ...sessionOptions(settings),
    max: settings.poolMax,
    idleTimeoutMillis: idleConnectionTimeoutMs,
  });
  // Unheard, either of these events would end the process: the pool's tells of a connection that broke while nobody used it, the
  // connection's own of one that broke in use, whose statement fails with it anyway.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    sql: sqlOnPool(() => Promise.resolve(pool)),
    poolUse: () => poolUseOf(pool, settings),
    close: () => pool.end(),
  };
}

/** What every connection of a pool has: bounds on waiting and on working, and a name that pg_stat_activity shows. */
export function sessionOptions({ applicationName, connectionTimeoutMs, statementTimeoutMs }: DatabaseSettings) {
  return {
    Client: BoundedClient,
    application_name: applicationName,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    keepAlive: true,
  };
}

export function poolUseOf(pool: pg.Pool | undefined, { poolMax }: DatabaseSettings): PoolUse {
  return {
    total: pool?.totalCount ?? 0,
    idle: pool?.idleCount ?? 0,
    waiting: pool?.waitingCount ?? 0,
    max: poolMax,
  };
}
