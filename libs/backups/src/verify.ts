import { join } from 'node:path';
import { BackupError } from './errors.js';
import { checkFile } from './files.js';
import { readManifest, writeManifest } from './manifest.js';
import { serverMajor } from './contents.js';
import { withConnection } from './connect.js';
import { findPrograms } from './programs.js';
import type { BackupRecords } from './records.js';
import { type Job, noting } from './run.js';
import { proveRestore } from './scratch.js';
import type { BackupSettings } from './settings.js';

/**
 * Proves that a published file restores: its size and hash, then a real restore compared with its manifest, which then says when.
 *
 * @throws {BackupError} the reason in words
 */
export async function verifyFile(job: Job, records: BackupRecords, settings: BackupSettings): Promise<void> {
  const { backup, signal } = job;
  const { file, sizeBytes, sha256 } = backup;
  if (file === null || sizeBytes === null || sha256 === null) throw new BackupError('This backup has no file.');
  const path = join(settings.folder, file);
  const progress = { step: 'verifying' as const, tables: 0, tablesTotal: 0, bytes: sizeBytes };
  await noting(job, records, progress, undefined, async () => {
    await records.note(backup.id, progress);
    await checkFile(path, { sizeBytes, sha256 }, signal);
    const manifest = await readManifest(path);
    if (!manifest) throw new BackupError(`The manifest ${file}.json is missing or damaged.`);
    const major = await withConnection(settings.dump, 'initialsdb backup verification', serverMajor);
    const { restore } = await findPrograms(major, settings.pgDump);
    await proveRestore(path, manifest, settings, { restore, signal });
    await writeManifest(path, { ...manifest, verifiedAt: new Date().toISOString() });
  });
}
