import { join } from 'node:path';
import type { Backup } from '@initialsdb/contracts/admin';
import { faultOf } from './files.js';

/** A backup with what is wrong with its file now, which its row can't know: files go with their volume, and rows stay. */
export async function lookedAt<T extends Backup>(backup: T, folder: string): Promise<T> {
  const { file, sizeBytes } = backup;
  if (file === null || sizeBytes === null) return backup;
  const fileFault = await faultOf(join(folder, file), sizeBytes);
  return fileFault === undefined ? backup : { ...backup, fileFault };
}

/** Those whose files are in the folder, in the same order. */
export async function present<T extends Backup>(backups: readonly T[], folder: string): Promise<T[]> {
  const all = await Promise.all(backups.map((backup) => lookedAt(backup, folder)));
  return all.filter(({ fileFault }) => fileFault === undefined);
}
