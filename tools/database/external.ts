import pg from 'pg';
import type { ToolsConfig } from '@initialsdb/config';
import { roles } from '@initialsdb/database';
import { CommandError } from '../terminal/terminal.js';
import type { DatabaseTarget } from './target.js';

const oldestMajor = 15;

/**
 * Signs in to the server of DB_HOST as the owner, to know before anything else is started that it can be used.
 * @throws CommandError saying why it can't be used, and which setting that hangs on
 */
export async function checkExternalServer(
  config: ToolsConfig,
  server: { host: string; port: number },
): Promise<DatabaseTarget> {
  const { owner: ownerPassword = '', ...passwords } = config.passwords;
  const name = config.databaseName;
  const client = new pg.Client({
    ...server,
    database: name,
    user: roles.owner,
    password: ownerPassword,
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
    const version = rows[0]?.version ?? '';
    if (Number.parseInt(version, 10) < oldestMajor) {
      throw new CommandError(
        `The server of DB_HOST is PostgreSQL ${version}; ${oldestMajor} or newer is needed. Nothing was changed.`,
      );
    }
  } catch (error) {
    throw error instanceof CommandError ? error : explain(error as pg.DatabaseError, server, name);
  } finally {
    await client.end().catch(() => undefined);
  }
  return { ...server, name, ownerPassword, passwords };
}

/** Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function explain(error: pg.DatabaseError, server: { host: string; port: number }, name: string): Error {
  const where = `PostgreSQL at ${server.host}:${server.port} (DB_HOST, DB_PORT)`;
  switch (error.code) {
    case '28P01':
    case '28000':
      return new CommandError(
        `${where} refuses the role ${roles.owner} with DB_OWNER_PASSWORD. The role must exist: CREATE ROLE ${roles.owner} LOGIN CREATEROLE PASSWORD '…'.`,
      );
    case '3D000':
      return new CommandError(
        `${where} has no database ${name} (DB_NAME). Make it: CREATE DATABASE ${name} OWNER ${roles.owner}.`,
      );
    default:
      return new CommandError(`${where} can’t be reached: ${reasonOf(error)}.`);
  }
}

/** Node reports one error per address that it tried. */
function reasonOf(error: Error): string {
  return error instanceof AggregateError ? error.errors.map((each: Error) => each.message).join('; ') : error.message;
}
