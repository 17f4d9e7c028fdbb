import pg from 'pg';
import { openDatabase } from '../connection/database.js';
import type { DatabaseSettings } from '../connection/settings.js';
import { applyRights } from '../rights/apply-rights.js';
import { ensureRoles, type RolePasswords } from '../rights/ensure-roles.js';
import { ensureStatementStatistics } from '../statistics/ensure-statement-statistics.js';
import { migrations } from './index.js';

/** The database has migrations that this version does not know: a newer version was here. */
export class NewerDatabaseError extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(
      `The database was migrated by a newer version of this product (${unknown.join(', ')}). ` +
        `Nothing was changed. Start that version, or restore a backup from before the update.`,
    );
    this.name = 'NewerDatabaseError';
  }
}

export interface MigrateOutcome {
  /** Names of the migrations that this call applied. */
  readonly applied: string[];
}

/** Any number that nothing else in this database locks. */
const migrationLock = 7_201_551;

/**
 * Brings a database up to date: roles and their passwords, migrations, rights. Safe to call at every start and by several
 * processes at once, which take turns.
 *
 * @param settings of the owner, who owns the database and has CREATEROLE; its time limits do not apply here
 * @throws {NewerDatabaseError}
 */
export async function migrate(settings: DatabaseSettings, passwords: RolePasswords = {}): Promise<MigrateOutcome> {
  const { host, port, name: database, user, password, connectionTimeoutMs: connectionTimeoutMillis } = settings;
  const owner = new pg.Client({ host, port, database, user, password, connectionTimeoutMillis });
  // A connection that drops while idle makes the next statement fail; without a listener it would end the process.
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await ensureRoles(owner, passwords);
    const applied = await runMigrations(settings);
    await ensureStatementStatistics(owner);
    await applyRights(owner, settings.name);
    return { applied };
  } finally {
    await owner.end();
  }
}

async function runMigrations(settings: DatabaseSettings): Promise<string[]> {
  const { orm, close } = openDatabase({ ...settings, poolMax: 2, statementTimeoutMs: 0 });
  try {
    const known = new Set(migrations.map(({ name }) => name));
    const unknown = (await orm.migrator.getExecuted()).map(({ name }) => name).filter((name) => !known.has(name));
    if (unknown.length > 0) throw new NewerDatabaseError(unknown);
    return (await orm.migrator.up()).map(({ name }) => name);
  } finally {
    await close();
  }
}
