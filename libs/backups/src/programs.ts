import { execFile } from 'node:child_process';
import { readdir, realpath } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { BackupError } from './errors.js';

/** PostgreSQL's own programs, of one version. */
export interface Programs {
  readonly dump: string;
  readonly restore: string;
  /** As in `15.8`. */
  readonly version: string;
}

interface Found {
  path: string;
  /** Undefined where it doesn't say. */
  version: string | undefined;
}

/** Where Debian and Ubuntu keep each version's programs, beside Homebrew's places for those that aren't linked. */
const folders = [
  { root: '/usr/lib/postgresql', bin: 'bin' },
  { root: '/opt/homebrew/opt', bin: 'bin', only: /^(libpq|postgresql@\d+)$/ },
  { root: '/usr/local/opt', bin: 'bin', only: /^(libpq|postgresql@\d+)$/ },
];

/**
 * A pg_dump that understands the server, and its pg_restore.
 *
 * @param serverMajor pg_dump refuses a server that is newer than itself
 * @param given PG_DUMP; then nothing else is looked at
 * @throws {BackupError} saying what was found and what to install
 */
export async function findPrograms(serverMajor: number, given?: string): Promise<Programs> {
  const found: Found[] = [];
  for (const path of given === undefined ? await candidates() : [given]) {
    const restore = join(dirname(path), 'pg_restore');
    const [version, restoreVersion] = await Promise.all([versionOf(path), versionOf(restore)]);
    found.push({ path, version });
    if (version === undefined || Number.parseInt(version, 10) < serverMajor) continue;
    if (restoreVersion) return { dump: path, restore, version };
    throw new BackupError(`There is a ${path}, but no pg_restore beside it, which is needed to read backups back.`);
  }
  throw new BackupError(missing(serverMajor, found, given));
}

/** Those in PATH come first, but for Debian's wrapper. */
async function candidates(): Promise<string[]> {
  const folder = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const inPath = [...new Set(folder)].map((name) => join(name, 'pg_dump'));
  const areWrappers = await Promise.all(inPath.map(isWrapper));
  const others = await Promise.all(
    folders.map(async ({ root, bin, only }) => {
      const names = await readdir(root).catch(() => []);
      return names
        .filter((name) => only?.test(name) ?? true)
        .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
        .map((name) => join(root, name, bin, 'pg_dump'));
    }),
  );
  const own = inPath.filter((_, index) => !areWrappers[index]);
  return [...new Set([...own, ...others.flat(), ...inPath])];
}

/**
 * Debian's `/usr/bin/pg_dump` is a Perl script that chooses a version anew at each call, by files and variables that this program
 * doesn't look at, and takes longer to start than pg_dump itself.
 */
async function isWrapper(path: string): Promise<boolean> {
  return basename(await realpath(path).catch(() => '')) === 'pg_wrapper';
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 10_000 });
    return /\(PostgreSQL\) (\d+\S*)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function missing(serverMajor: number, found: Found[], given: string | undefined): string {
  const named = found.flatMap(({ path, version }) => (version ? [`${path} is ${version}`] : []));
  const instead = given === undefined ? 'set PG_DUMP to its path' : `set PG_DUMP (now ${given}) to its path`;
  return (
    `The server is PostgreSQL ${serverMajor}; to back it up, pg_dump ${serverMajor} or newer is needed ` +
    `(${named.length > 0 ? `found: ${named.join(', ')}` : 'none was found'}). ` +
    `Install it (Debian, Ubuntu: apt-get install postgresql-client-${serverMajor}; macOS: brew install postgresql@${serverMajor}), or ${instead}.`
  );
}
