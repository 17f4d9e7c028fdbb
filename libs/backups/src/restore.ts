import { basename } from 'node:path';
import pg from 'pg';
import { migrate, type RolePasswords } from '@initialsdb/database';
import { withConnection } from './connect.js';
import { differenceOf, readContents, serverMajor, tablesOf } from './contents.js';
import { BackupError } from './errors.js';
import { checkFile, encryptedSuffix, sizeOf } from './files.js';
import { type Manifest, readManifest } from './manifest.js';
import { findPrograms } from './programs.js';
import { runProgram } from './run-program.js';
import { restoreArguments } from './scratch.js';
import type { Server } from './settings.js';

export interface RestoreRequest {
  /** Path of a .dump file; its manifest, where it lies beside it, says what it has to be. */
  file: string;
  /** Name of the database to restore into: made where it is missing, else empty. */
  into: string;
  /** The live database as its owner, who gets the new one too. */
  owner: Server;
  /** Of the roles; those that are given are set. */
  passwords: RolePasswords;
  pgDump?: string | undefined;
  signal: AbortSignal;
  report(text: string): void;
}

const applicationName = 'initialsdb restore';

/**
 * Restores a file into a database of its own on the product's server, compares it with the manifest, and brings it up to date.
 *
 * @throws {BackupError} nothing that was there before has changed
 */
export async function restoreInto(request: RestoreRequest): Promise<void> {
  const { file, into, owner, passwords, pgDump, signal, report } = request;
  if (into === owner.name) {
    throw new BackupError(`${into} is the live database. Restore beside it: INTO=${into}_restored.`);
  }
  const manifest = await checkedManifest(file, report);
  const server = { ...owner, name: into };
  const { restore } = await findPrograms(await withConnection(owner, applicationName, serverMajor), pgDump);
  const wasMade = await makeOrFindEmpty(owner, into);
  try {
    report(`restoring into ${into}`);
    await runProgram(restore, restoreArguments(into, file), { signal, server, applicationName });
    const found = await withConnection(server, applicationName, readContents);
    const difference = manifest && differenceOf(manifest, found);
    if (difference) throw new BackupError(`The restored database is not what was dumped: ${difference}.`);
    const rows = Object.values(found.rowCounts).reduce((sum, count) => sum + count, 0);
    report(
      `${rows.toLocaleString('en')} rows in ${Object.keys(found.rowCounts).length} tables${manifest ? ', as dumped' : ''}`,
    );
    const limits = { applicationName, poolMax: 2, connectionTimeoutMs: 10_000, statementTimeoutMs: 0 };
    const { applied } = await migrate({ ...server, ...limits }, passwords);
    report(applied.length > 0 ? `${applied.length} migrations applied` : 'migrations are up to date');
  } catch (error) {
    if (wasMade) await drop(owner, into);
    throw error;
  }
}

async function checkedManifest(file: string, report: (text: string) => void): Promise<Manifest | undefined> {
  if (file.endsWith(encryptedSuffix)) {
    throw new BackupError(
      `${file} is encrypted. First: age --decrypt --identity key.txt --output ${file.slice(0, -encryptedSuffix.length)} ${file}`,
    );
  }
  if ((await sizeOf(file)) === undefined) throw new BackupError(`There is no ${file}.`);
  const manifest = await readManifest(file);
  if (manifest) {
    await checkFile(file, manifest);
    report(`${basename(file)} is what was written (SHA-256 ${manifest.sha256})`);
    return manifest;
  }
  // A decrypted file's manifest says what is in it; its size and hash are those of the encrypted one.
  const ofEncrypted = await readManifest(file + encryptedSuffix);
  if (!ofEncrypted) report('without a manifest beside it, neither the hash nor the rows can be checked');
  return ofEncrypted;
}

/** @returns whether it was made */
async function makeOrFindEmpty(owner: Server, into: string): Promise<boolean> {
  const isThere = await withConnection(owner, applicationName, async (client) => {
    return (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [into])).rowCount === 1;
  });
  if (isThere) {
    const tables = await withConnection({ ...owner, name: into }, applicationName, tablesOf);
    if (tables.length === 0) return false;
    throw new BackupError(`The database ${into} is not empty (${tables.length} tables). Nothing was changed.`);
  }
  try {
    await withConnection(owner, applicationName, (client) =>
      client.query(`CREATE DATABASE ${pg.escapeIdentifier(into)} TEMPLATE template0`),
    );
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '42501') throw error;
    throw new BackupError(
      `The role ${owner.user} may not make databases. As a superuser: CREATE DATABASE ${pg.escapeIdentifier(into)} ` +
        `TEMPLATE template0 OWNER ${owner.user}; then run this again.`,
    );
  }
  return true;
}

async function drop(owner: Server, name: string): Promise<void> {
  await withConnection(owner, applicationName, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
  ).catch(() => undefined);
}
