import pg from 'pg';
import { roles } from '../roles.js';
import { ensureStatementStatistics } from '../statistics/ensure-statement-statistics.js';
import type { SuperuserSettings } from './embedded-postgres.js';

export interface OwnedDatabase {
  /** Made where it is missing. */
  readonly name: string;
  readonly ownerPassword: string;
}

/**
 * What an external server's operator does by hand: makes the owner role, a database that it owns, and what counts there how long its
 * statements take.
 */
export async function prepareDatabase(
  superuser: SuperuserSettings,
  { name, ownerPassword }: OwnedDatabase,
): Promise<void> {
  await onConnection(superuser, superuser.name, async (client) => {
    const owner = pg.escapeIdentifier(roles.owner);
    if (!(await exists(client, 'SELECT 1 FROM pg_roles WHERE rolname = $1', roles.owner))) {
      await client.query(`CREATE ROLE ${owner} LOGIN CREATEROLE CREATEDB`);
    }
    // It restores backups into databases of their own, and lets the backup role do so to verify them.
    await client.query(`ALTER ROLE ${owner} CREATEDB PASSWORD ${pg.escapeLiteral(ownerPassword)}`);
    if (!(await exists(client, 'SELECT 1 FROM pg_database WHERE datname = $1', name))) {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${owner}`);
    }
  });
  await onConnection(superuser, name, ensureStatementStatistics);
}

async function onConnection(
  { host, port, user, password }: SuperuserSettings,
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ host, port, user, password, database });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, sql: string, name: string): Promise<boolean> {
  return (await client.query(sql, [name])).rowCount === 1;
}
