import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './errors.js';
import { run } from './process.js';
import type { SystemUser } from './system-user.js';

export const superuserName = 'postgres';

/** Lies in the cluster, readable by its owner only, so that it lives and dies with the cluster. */
const passwordFile = 'superuser-password';

/**
 * Makes a new cluster at `place`: UTF-8, text compared byte by byte (the same on every machine, and for folded text the order and
 * equality that search needs), scram passwords for every connection.
 *
 * It is made beside its place and moved there at the end, so a start that was killed half-way leaves nothing that looks like one.
 *
 * @throws {EmbeddedPostgresError} the folder holds something else, or initdb fails
 */
export async function initialiseCluster(place: string, binaries: Binaries, user?: SystemUser): Promise<void> {
  if (existsSync(place) && readdirSync(place).length > 0) {
    throw new EmbeddedPostgresError(`${place} is neither empty nor a database. Nothing was changed.`);
  }
  const partial = `${place}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  const cluster = join(partial, 'cluster');
  const password = join(partial, passwordFile);
  writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (user) for (const path of [partial, password]) chownSync(path, user.uid, user.gid);

  const { code, output } = await run(
    join(binaries.binDir, 'initdb'),
    [
      ['-D', cluster, '-U', superuserName, `--pwfile=${password}`, '--auth=scram-sha-256'],
      ['--encoding=UTF8', '--locale=C', `--lc-ctype=${unicodeLocale()}`, '--text-search-config=simple'],
    ].flat(),
    user,
  );
  if (code !== 0) throw new EmbeddedPostgresError(`The database in ${place} could not be made. ${output}`);
  renameSync(password, join(cluster, passwordFile));
  renameSync(cluster, place);
  rmSync(partial, { recursive: true });
}

export function readSuperuserPassword(place: string): string {
  return readFileSync(join(place, passwordFile), 'utf8').trim();
}

/** A locale that knows letters beyond ASCII, for extensions that ask which characters make words; `C` where there is none. */
function unicodeLocale(): string {
  const { stdout } = spawnSync('locale', ['-a'], { encoding: 'utf8' });
  const available = new Set((stdout ?? '').split('\n').map((name) => name.trim()));
  return ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8'].find((name) => available.has(name)) ?? 'C';
}
