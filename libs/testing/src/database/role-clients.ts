import { roles, type RoleName } from '@initialsdb/database';
import pg from 'pg';
import type { TestDatabase } from './test-database.js';

export interface RoleClients {
  readonly client: Readonly<Record<RoleName, pg.Client>>;
  /** The SQLSTATE that a statement fails with, or 'allowed'. */
  attempt(role: RoleName, sql: string): Promise<string>;
  /** As `attempt`, and nothing that the statement did stays. */
  attemptAndUndo(role: RoleName, sql: string): Promise<string>;
  close(): Promise<void>;
}

/** One plain connection for each role, to try what it may. */
export async function connectRoles(test: TestDatabase): Promise<RoleClients> {
  const names = Object.keys(roles) as RoleName[];
  const client = Object.fromEntries(names.map((role) => [role, clientOf(test, role)])) as Record<RoleName, pg.Client>;
  await Promise.all(Object.values(client).map((each) => each.connect()));

  async function attempt(role: RoleName, sql: string): Promise<string> {
    try {
      await client[role].query(sql);
      return 'allowed';
    } catch (error) {
      return String((error as pg.DatabaseError).code);
    }
  }
  async function attemptAndUndo(role: RoleName, sql: string): Promise<string> {
    await client[role].query('BEGIN');
    const outcome = await attempt(role, sql);
    await client[role].query('ROLLBACK');
    return outcome;
  }
  async function close(): Promise<void> {
    await Promise.all(Object.values(client).map((each) => each.end()));
  }
  return { client, attempt, attemptAndUndo, close };
}

function clientOf(test: TestDatabase, role: RoleName): pg.Client {
  const { host, port, name: database, user, password } = test.settings[role];
  return new pg.Client({ host, port, database, user, password });
}
