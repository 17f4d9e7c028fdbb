import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, readManifest } from '@initialsdb/backups';
import { CommandError } from '../terminal/terminal.js';

/** @throws CommandError where there is none */
export async function newestVerified(folder: string): Promise<Manifest> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /\.dump(\.age)?$/.test(name));
  const manifests = await Promise.all(files.map((file) => readManifest(join(folder, file))));
  const [newest] = manifests
    .filter((manifest): manifest is Manifest => manifest !== undefined && manifest.verifiedAt !== null)
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  if (!newest) throw new CommandError(`There is no verified backup in ${folder}.`);
  return newest;
}
