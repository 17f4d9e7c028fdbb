import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type pg from 'pg';
import { entities, tablesOfFunctions } from '../entities.js';
import { migrations } from '../migrations/index.js';
import { idleConnectionTimeoutMs, poolUseOf, sessionOptions, type Statements } from './pool.js';
import type { DatabaseSettings } from './settings.js';
import { sqlOnPool } from './sql.js';

/** One role's way to the database: entities and plain statements over one pool of connections. */
export interface Database extends Statements {
  readonly orm: MikroORM;
}

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
    poolUse: () => poolUseOf(pool, settings),
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
      ...sessionOptions(settings),
      onPoolCreated,
    },
  });
}
