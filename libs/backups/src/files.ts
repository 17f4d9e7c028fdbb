import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { roles } from '@initialsdb/database';
import { BackupError, inWords } from './errors.js';

export const partialSuffix = '.partial';
export const encryptedSuffix = '.age';
const manifestSuffix = '.json';

/** The name of a run's file, which follows from its record: what a run that died left behind is found by it. */
export function fileNameOf({ id, startedAt }: { id: number; startedAt: string }): string {
  const time = startedAt.replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '');
  return `${roles.owner}-${time}-${id}.dump`;
}

/** The manifest lies beside its file. */
export function manifestPathOf(path: string): string {
  return path + manifestSuffix;
}

export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Bytes that this user may still write. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** SHA-256 of a file in hex, in a memory that doesn't grow with it. */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { ...(signal && { signal }) });
  return hash.digest('hex');
}

/**
 * @throws {BackupError} where the file isn't what was once written
 */
export async function checkFile(
  path: string,
  { sizeBytes, sha256 }: { sizeBytes: number; sha256: string },
  signal?: AbortSignal,
): Promise<void> {
  const fault = await faultOf(path, sizeBytes);
  if (fault !== undefined) throw new BackupError(fault);
  const found = await sha256Of(path, signal);
  if (found !== sha256) throw new BackupError(`The file's SHA-256 is ${found}; it was written with ${sha256}.`);
}

/** In words, what is wrong at first sight with a file that was written with so many bytes; undefined where nothing is. */
export async function faultOf(path: string, sizeBytes: number): Promise<string | undefined> {
  try {
    const size = await sizeOf(path);
    if (size === undefined) return `There is no ${path} any more.`;
    return size === sizeBytes ? undefined : `The file has ${size} bytes; it was written with ${sizeBytes}.`;
  } catch (error) {
    return `The file can't be looked at: ${inWords(error)}.`;
  }
}

/** Undefined where there is no such file. */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Puts a complete file in its place: what is at `path` afterwards is on the disk, whatever happens to the machine. */
export async function publish(partial: string, path: string): Promise<void> {
  await flush(partial);
  await rename(partial, path);
  await flush(dirname(path));
}

/** Writes a small file complete or not at all, for this user's eyes only. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const partial = path + partialSuffix;
  await rm(partial, { force: true });
  await writeFile(partial, text, { mode: 0o600, flag: 'wx' });
  await publish(partial, path);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
