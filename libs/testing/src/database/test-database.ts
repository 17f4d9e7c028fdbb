import { randomBytes } from 'node:crypto';
import { migrate, roles, type DatabaseSettings, type RoleName } from '@initialsdb/database';
import { prepareDatabase } from '@initialsdb/database/embedded';
import pg from 'pg';
import { asSuperuser, testServer } from './test-server.js';

export interface TestDatabase {
  readonly name: string;
  /** How each role reaches it. */
  readonly settings: Readonly<Record<RoleName, DatabaseSettings>>;
  /** Removes it, ending connections that a failed test left open. Call it in `afterAll`. */
  drop(): Promise<void>;
}

/**
 * A database of its own for a spec file, migrated and empty: a copy of a template that the first caller of the run makes.
 * Call it in `beforeAll`.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const { run } = testServer();
  const template = `test_${run}_template`;
  const name = `test_${run}_${randomBytes(4).toString('hex')}`;
  await asSuperuser(async (client) => {
    // Workers take turns: the first makes the template, and a template can be copied by one at a time only.
    await client.query(`SELECT pg_advisory_lock(hashtext('initialsdb test databases'))`);
    await makeTemplate(client, template);
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)} OWNER ${roles.owner}`,
    );
    // Rights on the database itself are not copied with it.
    await migrate(settingsFor(name).owner);
  });
  return { name, settings: settingsFor(name), drop: () => dropDatabase(name) };
}

async function makeTemplate(client: pg.Client, template: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (rowCount === 1) return;
  const { host, port, user, password } = testServer();
  const { owner, ...others } = settingsFor(template);
  await prepareDatabase(
    { host, port, user, password, name: 'postgres' },
    { name: template, ownerPassword: owner.password },
  );
  await migrate(owner, {
    public: others.public.password,
    admin: others.admin.password,
    backup: others.backup.password,
  });
}

async function dropDatabase(name: string): Promise<void> {
  await asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`));
}

function settingsFor(name: string): Record<RoleName, DatabaseSettings> {
  const { host, port, run } = testServer();
  const limits = { poolMax: 10, connectionTimeoutMs: 2000, statementTimeoutMs: 5000 };
  const settings = (role: RoleName): DatabaseSettings => {
    return {
      host,
      port,
      name,
      user: roles[role],
      password: `${role}-${run}`,
      applicationName: `test ${role}`,
      ...limits,
    };
  };
  return { owner: settings('owner'), public: settings('public'), admin: settings('admin'), backup: settings('backup') };
}
