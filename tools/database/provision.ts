import pg from 'pg';
import { roles } from '@initialsdb/database';
import type { SuperuserSettings } from '@initialsdb/database/embedded';

/**
 * Makes, as superuser of the embedded server, what an external server's operator makes by hand: the owner's role, which may make
 * the other roles, and the database. Does nothing a second time but set the password.
 */
export async function provision(superuser: SuperuserSettings, database: string, ownerPassword: string): Promise<void> {
  const { name, ...settings } = superuser;
  const client = new pg.Client({ ...settings, database: name, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const owner = client.escapeIdentifier(roles.owner);
    if (!(await exists(client, 'SELECT FROM pg_roles WHERE rolname = $1', roles.owner))) {
      await client.query(`CREATE ROLE ${owner}`);
    }
    await client.query(`ALTER ROLE ${owner} LOGIN CREATEROLE PASSWORD ${client.escapeLiteral(ownerPassword)}`);
    if (!(await exists(client, 'SELECT FROM pg_database WHERE datname = $1', database))) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${owner}`);
    }
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, query: string, value: string): Promise<boolean> {
  return ((await client.query(query, [value])).rowCount ?? 0) > 0;
}
