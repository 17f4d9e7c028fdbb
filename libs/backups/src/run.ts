import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import type { Backup, BackupProgress } from '@initialsdb/contracts/admin';
import { type Dump, dumpInto, readBack } from './dump.js';
import { encryptFile } from './encrypt.js';
import { BackupError, inWords } from './errors.js';
import {
  encryptedSuffix,
  fileNameOf,
  freeBytes,
  makeFolder,
  partialSuffix,
  publish,
  sha256Of,
  sizeOf,
} from './files.js';
import { type Manifest, writeManifest } from './manifest.js';
import type { BackupRecords, Published } from './records.js';
import { inMegabytes, proveRestore } from './scratch.js';
import type { BackupSettings } from './settings.js';

/** How often those who watch are told how far it is, and a cancellation is looked for. */
const noteMs = 500;

/** Work that is done with the lock, on what it is done. */
export interface Task<T> {
  readonly backup: T;
  readonly signal: AbortSignal;
  /** Ends the job for that reason. */
  abort(by: string): void;
}

export type Job = Task<Backup>;

/** Takes the backup of one row, from the check of the folder to the published file. @throws {BackupError} why it came to nothing */
export async function run(job: Job, records: BackupRecords, settings: BackupSettings): Promise<Published> {
  const { backup, signal } = job;
  const progress: BackupProgress = { step: 'preparing', tables: 0, tablesTotal: 0, bytes: 0 };
  const partial = join(settings.folder, fileNameOf(backup) + partialSuffix);
  return noting(job, records, progress, partial, async () => {
    await prepareFolder(settings.folder);
    await checkRoom(records, settings.folder);
    progress.step = 'dumping';
    const dump = await dumpInto(partial, settings, {
      signal,
      onTables: (tablesTotal) => (progress.tablesTotal = tablesTotal),
      onTable: () => (progress.tables += 1),
    });
    progress.step = 'reading';
    const written = await readBack(partial, dump.programs, signal);
    const manifest = manifestOf(backup, settings, dump, written);
    if (settings.ageRecipient === undefined) {
      progress.step = 'publishing';
      return publishWith(settings.folder, manifest, partial, signal);
    }
    return encrypted(manifest, settings, { partial, progress, dump, signal });
  });
}

/** Tells those who watch, and hears of a cancellation, until `work` is done. */
export async function noting<T>(
  { backup, abort }: Job,
  records: BackupRecords,
  progress: BackupProgress,
  partial: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  let noting: Promise<void> | undefined;
  const note = async () => {
    if (partial !== undefined) progress.bytes = (await sizeOf(partial).catch(() => undefined)) ?? progress.bytes;
    const cancelledBy = await records.note(backup.id, progress);
    if (cancelledBy !== undefined) abort(cancelledBy);
  };
  const timer = setInterval(() => {
    // The database may be what is failing; then the work fails by itself.
    noting ??= note()
      .catch(() => undefined)
      .finally(() => (noting = undefined));
  }, noteMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await noting;
  }
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    throw new BackupError(`The folder for backups can't be made: ${inWords(error)}.`);
  }
}

async function checkRoom(records: BackupRecords, folder: string): Promise<void> {
  const [last] = await records.files();
  const needed = 2 * (last?.sizeBytes ?? 0);
  const free = await freeBytes(folder);
  if (free < needed) {
    throw new BackupError(
      `${folder} has ${inMegabytes(free)} free; twice the last backup's size, ${inMegabytes(needed)}, is needed. ` +
        'Delete old backups, or make room.',
    );
  }
}

/** Only a file that was proven before it is encrypted is known to restore: nothing here can read it afterwards. */
async function encrypted(
  manifest: Manifest,
  settings: BackupSettings,
  { partial, progress, dump, signal }: { partial: string; progress: BackupProgress; dump: Dump; signal: AbortSignal },
): Promise<Published> {
  progress.step = 'verifying';
  await proveRestore(partial, manifest, settings, { restore: dump.programs.restore, signal });
  progress.step = 'encrypting';
  const file = manifest.file + encryptedSuffix;
  const sealed = join(settings.folder, file + partialSuffix);
  await encryptFile(partial, sealed, settings.ageRecipient ?? '', signal);
  await rm(partial);
  const sizeBytes = (await sizeOf(sealed)) ?? 0;
  const sha256 = await sha256Of(sealed, signal);
  progress.step = 'publishing';
  const verifiedAt = new Date().toISOString();
  return publishWith(settings.folder, { ...manifest, file, sizeBytes, sha256, verifiedAt }, sealed, signal);
}

/** The manifest first: a file that is there under its name is complete, and what it has to be is known. */
async function publishWith(
  folder: string,
  manifest: Manifest,
  partial: string,
  signal: AbortSignal,
): Promise<Published> {
  signal.throwIfAborted();
  const { file, sizeBytes, sha256, rowCounts, verifiedAt } = manifest;
  await writeManifest(join(folder, file), manifest);
  await publish(partial, join(folder, file));
  return { file, sizeBytes, sha256, rowCounts, isVerified: verifiedAt !== null };
}

function manifestOf(
  backup: Backup,
  { dump: { name: database } }: BackupSettings,
  { rowCounts, newestListing, newestAuditEvent, migration, serverVersion, programs }: Dump,
  written: { sizeBytes: number; sha256: string },
): Manifest {
  return {
    version: 1,
    file: fileNameOf(backup),
    ...written,
    startedAt: backup.startedAt,
    database,
    serverVersion,
    pgDumpVersion: programs.version,
    migration,
    rowCounts,
    newestListing,
    newestAuditEvent,
    verifiedAt: null,
  };
}
