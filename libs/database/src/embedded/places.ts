import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { canEnter, type SystemUser } from './system-user.js';

/**
 * Where root keeps what the database's user must reach while the product itself lies in a folder closed to it. Only root can
 * write there, so nobody can put a program or a cluster of his own in its place (as in a shared temporary folder).
 */
export function systemDir(): string {
  const dir = '/var/lib/initialsdb';
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o755);
  return dir;
}

/**
 * Decides where the cluster lies that people find at `clusterDir`. That is the place itself, unless `user` cannot enter the folder
 * above it: then a folder of its own below `systemDir()`, and a symbolic link at `clusterDir`.
 *
 * @returns the real path, whose parent exists and can be entered; the folder itself may not exist yet
 */
export function placeCluster(clusterDir: string, user?: SystemUser): string {
  const link = lstatSync(clusterDir, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) return resolve(dirname(clusterDir), readlinkSync(clusterDir));
  mkdirSync(dirname(clusterDir), { recursive: true });
  if (!user || existsSync(clusterDir) || canEnter(dirname(clusterDir), user)) return clusterDir;

  // The name tells whose it is; its random end keeps apart what an earlier life of the same folder may have left.
  const name = createHash('sha256').update(clusterDir).digest('hex').slice(0, 12);
  const home = mkdtempSync(join(systemDir(), `${name}-`));
  chmodSync(home, 0o755);
  const place = join(home, 'postgres');
  symlinkSync(place, clusterDir);
  return place;
}
