import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup } from '@initialsdb/contracts/admin';
import { withConnection } from './connect.js';
import { dumpApplicationName } from './dump.js';
import { checkFile, encryptedSuffix, fileNameOf, manifestPathOf, sizeOf } from './files.js';
import { readManifest } from './manifest.js';
import type { BackupRecords, Published } from './records.js';
import { dropStaleScratch } from './scratch.js';
import type { BackupLog, BackupSettings } from './settings.js';

/**
 * Puts right what runs left behind whose process died: call it with the lock held, when nobody can be running. Their rows say so,
 * their partial files are gone, their pg_dump and scratch databases too.
 */
export async function recover(records: BackupRecords, settings: BackupSettings, log: BackupLog): Promise<void> {
  const stale = await records.running();
  await records.forgetVerifications();
  if (stale.length > 0) await endSessions(settings);
  for (const backup of stale) {
    const settled = await settle(backup, records, settings.folder);
    log.info(`backup ${backup.id} was left unfinished: ${settled.error ?? `${settled.file} is complete`}`);
  }
  await dropStaleScratch(settings).catch((error: unknown) => log.error(`scratch databases: ${String(error)}`));
}

/**
 * A file was published only once it was complete, with its manifest before it: then the run succeeded, and only its record is
 * missing. (So it is in every restored database: its dump was taken while the run's own row said `running`.)
 */
async function settle(backup: Backup, records: BackupRecords, folder: string): Promise<Backup> {
  const published = await publishedBy(backup, folder);
  // Where there is no folder, nothing was left in it; the next run says what is wrong with it.
  await removeUnpublished(folder, backup).catch(() => undefined);
  return published
    ? records.succeed(backup, published)
    : records.fail(backup, 'The process that ran it ended before it was done.');
}

/** What a run put in its place, whole; undefined where it didn't come to that. */
export async function publishedBy(backup: Backup, folder: string): Promise<Published | undefined> {
  for (const file of [fileNameOf(backup), fileNameOf(backup) + encryptedSuffix]) {
    const path = join(folder, file);
    const manifest = await readManifest(path);
    if (!manifest || !(await isWhole(path, manifest))) continue;
    const { sizeBytes, sha256, rowCounts, verifiedAt } = manifest;
    return { file, sizeBytes, sha256, rowCounts, isVerified: verifiedAt !== null };
  }
  return undefined;
}

async function isWhole(path: string, manifest: { sizeBytes: number; sha256: string }): Promise<boolean> {
  return checkFile(path, manifest).then(
    () => true,
    () => false,
  );
}

/** Removes what a run wrote and did not publish; a published file stays, whatever is wrong with it. */
export async function removeUnpublished(folder: string, backup: Backup): Promise<void> {
  const name = fileNameOf(backup);
  for (const entry of await readdir(folder)) {
    if (entry.startsWith(name) && entry.endsWith('.partial')) await rm(join(folder, entry), { force: true });
  }
  for (const file of [name, name + encryptedSuffix]) {
    const path = join(folder, file);
    if ((await sizeOf(path)) === undefined) await rm(manifestPathOf(path), { force: true });
  }
}

/** A pg_dump whose parent was killed goes on by itself; ending its session ends it. */
async function endSessions({ dump }: BackupSettings): Promise<void> {
  await withConnection(dump, 'initialsdb backup recovery', async (client) => {
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = $1 AND usename = current_user AND datname = current_database()`,
      [dumpApplicationName],
    );
  });
}
