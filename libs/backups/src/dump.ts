import { open } from 'node:fs/promises';
import type pg from 'pg';
import { withConnection } from './connect.js';
import { readContents, serverVersion, tablesOf } from './contents.js';
import { sha256Of, sizeOf } from './files.js';
import type { Contents } from './manifest.js';
import { findPrograms, type Programs } from './programs.js';
import { runProgram } from './run-program.js';
import type { BackupSettings } from './settings.js';

export interface Dump extends Contents {
  readonly programs: Programs;
  readonly serverVersion: string;
  readonly migration: string | null;
}

export interface DumpWatch {
  signal: AbortSignal;
  onTables(tablesTotal: number): void;
  /** pg_dump begins with a table's rows. */
  onTable(): void;
}

/** Sessions of a run are known by this, also those of one whose process died. */
export const dumpApplicationName = 'initialsdb backup run';

/**
 * gzip's, which every pg_restore reads. 4 takes 60 % of the time of pg_dump's own choice, 6, for a file that is 3 % larger; 1 takes
 * 42 % for one that is 14 % larger (docs/decisions/2026-11-23-backups.md).
 */
export const compressionLevel = 4;

/** A migration holds its locks for a moment; one that takes longer is not waited for, so that it needn't wait for the dump. */
const lockWaitTimeout = '30s';

/**
 * Dumps the database into `partial`, in pg_dump's custom format, compressed. Rows are counted in the snapshot that pg_dump reads
 * from, so the counts are the file's own, whatever is posted meanwhile.
 *
 * @throws {BackupError} the reason in words
 */
export async function dumpInto(partial: string, settings: BackupSettings, watch: DumpWatch): Promise<Dump> {
  return withConnection(settings.dump, dumpApplicationName, async (client) => {
    const version = await serverVersion(client);
    const programs = await findPrograms(Number.parseInt(version, 10), settings.pgDump);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
    watch.onTables((await tablesOf(client)).length);
    await createEmpty(partial);
    const failed = new AbortController();
    const signal = AbortSignal.any([watch.signal, failed.signal]);
    // Counting goes on beside the dump; where it fails, the dump has no meaning any more.
    const counting = readContents(client).catch((error: unknown) => {
      failed.abort(error);
      throw error;
    });
    const [contents, migration] = await settledAll([
      counting,
      counting.then(() => newestMigration(client)),
      runProgram(programs.dump, dumpArguments(settings.dump.name, rows[0]?.snapshot ?? '', partial), {
        signal,
        server: settings.dump,
        applicationName: dumpApplicationName,
        onLine: (line) => /dumping contents of table/.test(line) && watch.onTable(),
      }),
    ]);
    await client.query('COMMIT');
    return { ...contents, migration, programs, serverVersion: version };
  });
}

/** Reads the whole file back, as a restore would, and hashes it. */
export async function readBack(
  partial: string,
  { restore }: Programs,
  signal: AbortSignal,
): Promise<{ sizeBytes: number; sha256: string }> {
  const [, sha256] = await settledAll([
    runProgram(restore, ['--file=/dev/null', partial], { signal }),
    sha256Of(partial, signal),
  ]);
  const sizeBytes = (await sizeOf(partial)) ?? 0;
  return { sizeBytes, sha256 };
}

function dumpArguments(database: string, snapshot: string, path: string): string[] {
  return [
    '--format=custom',
    `--compress=${compressionLevel}`,
    '--verbose',
    '--no-password',
    // No other: one that a superuser made (pg_stat_statements) is nothing that the owner could make where the file is restored.
    '--extension=plpgsql',
    `--snapshot=${snapshot}`,
    `--lock-wait-timeout=${lockWaitTimeout}`,
    `--file=${path}`,
    // As a connection string, so that no name is taken for one.
    `--dbname=dbname='${database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  ];
}

/** pg_dump would make it readable for others; it keeps the mode of a file that is there. */
async function createEmpty(path: string): Promise<void> {
  await (await open(path, 'wx', 0o600)).close();
}

/** As Promise.all, but nothing is still under way when it fails. */
async function settledAll<T extends readonly Promise<unknown>[]>(
  work: [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function newestMigration(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM mikro_orm_migrations ORDER BY id DESC LIMIT 1',
  );
  return rows[0]?.name ?? null;
}
