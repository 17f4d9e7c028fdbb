import { spawnSync } from 'node:child_process';
import { EmbeddedPostgresError } from './errors.js';

/** A user of this machine, by number. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const knownNames = ['postgres', '_postgres'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The user that PostgreSQL runs as when started by root, whom it refuses: the system's `postgres` (`_postgres` on macOS), made
 * where there is none.
 *
 * @throws {EmbeddedPostgresError} there is none and it cannot be made
 */
export function databaseUser(): SystemUser {
  return knownNames.map(lookUp).find((user) => user !== undefined) ?? create('postgres');
}

/** Whether `user` can enter `folder`, which takes leave to enter every folder above it. */
export function canEnter(folder: string, user: SystemUser): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' });
  return status === 0;
}

function lookUp(name: string): SystemUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function create(name: string): SystemUser {
  // useradd is Debian's and Red Hat's, adduser -S Alpine's.
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  if (!lookUp(name)) spawnSync('adduser', ['-S', '-D', '-H', name]);
  const user = lookUp(name);
  if (user) return user;
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and the user "${name}" that it should run as could not be made. ` +
      `Start as an ordinary user, or make that user first (useradd --system ${name}).`,
  );
}
