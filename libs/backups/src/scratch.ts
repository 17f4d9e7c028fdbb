import { createHash } from 'node:crypto';
import pg from 'pg';
import { roles } from '@initialsdb/database';
import { BackupError } from './errors.js';
import { connect, serverOf, withConnection } from './connect.js';
import { differenceOf, readContents } from './contents.js';
import { freeBytes } from './files.js';
import type { Contents } from './manifest.js';
import { runProgram } from './run-program.js';
import type { BackupSettings, Server } from './settings.js';

const applicationName = 'initialsdb backup verification';

/** Where scratch databases are made, and their names' beginning, which tells those of this product's database. */
export function scratchPlace({ dump, verifyUrl }: BackupSettings): { server: Server; prefix: string } {
  const hash = createHash('sha256').update(`${dump.host}/${dump.name}`).digest('hex').slice(0, 8);
  return { server: verifyUrl ? serverOf(verifyUrl) : dump, prefix: `${roles.owner}_verify_${hash}_` };
}

/**
 * Restores a file into a database made for it and compares what is there with what was dumped. The database is gone afterwards,
 * whatever happened.
 *
 * @throws {BackupError} the reason in words
 */
export async function proveRestore(
  path: string,
  wanted: Contents,
  settings: BackupSettings,
  { restore, signal }: { restore: string; signal: AbortSignal },
): Promise<void> {
  const { server, prefix } = scratchPlace(settings);
  const name = `${prefix}${process.pid}`;
  await checkRoom(settings);
  const client = await connect(server, applicationName);
  try {
    await createScratch(client, name);
    await runProgram(restore, restoreArguments(name, path), { signal, server, applicationName });
    const found = await withConnection({ ...server, name }, applicationName, readContents);
    const difference = differenceOf(wanted, found);
    if (difference) throw new BackupError(`The restored database is not what was dumped: ${difference}.`);
  } finally {
    await dropScratch(client, server, name);
    await client.end().catch(() => undefined);
  }
}

/** Also what the console shows to people, but for the name: see restoreCommands. */
export function restoreArguments(database: string, path: string): string[] {
  return ['--no-password', '--no-owner', '--no-privileges', '--exit-on-error', `--dbname=${database}`, path];
}

/** Drops what verifications that died left behind. */
export async function dropStaleScratch(settings: BackupSettings): Promise<void> {
  const { server, prefix } = scratchPlace(settings);
  await withConnection(server, applicationName, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname::text AS name FROM pg_database WHERE starts_with(datname, $1) AND pg_get_userbyid(datdba) = current_user`,
      [prefix],
    );
    for (const { name } of rows) await dropScratch(client, server, name);
  });
}

/** The scratch database takes what the live one takes, on the same disk as far as can be known from here. */
async function checkRoom({ folder, dump, verifyUrl }: BackupSettings): Promise<void> {
  if (verifyUrl) return;
  const needed = await withConnection(dump, applicationName, async (client) => {
    const { rows } = await client.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
    return Number(rows[0]?.size);
  });
  const free = await freeBytes(folder);
  if (free < needed) {
    throw new BackupError(`A restore to verify it needs ${inMegabytes(needed)}; ${inMegabytes(free)} are free.`);
  }
}

async function createScratch(client: pg.Client, name: string): Promise<void> {
  const identifier = pg.escapeIdentifier(name);
  try {
    await client.query(`CREATE DATABASE ${identifier} TEMPLATE template0`);
    // It holds a copy of everything; by default every role may connect.
    await client.query(`REVOKE ALL ON DATABASE ${identifier} FROM PUBLIC`);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '42501') throw error;
    throw new BackupError(
      `The role ${client.user} may not make the database that a verification restores into. ` +
        `As a superuser: ALTER ROLE ${client.user} CREATEDB; or set BACKUP_VERIFY_URL to a server where it may.`,
    );
  }
}

/** On another connection where the first is gone: the reason to be here may be that the server ended it. */
async function dropScratch(client: pg.Client, server: Server, name: string): Promise<void> {
  const drop = `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`;
  try {
    await client.query(drop);
  } catch {
    await withConnection(server, applicationName, (other) => other.query(drop)).catch(() => undefined);
  }
}

export function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
