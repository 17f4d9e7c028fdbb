import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { roles } from '@initialsdb/database';
import type { DatabaseTarget } from '../../tools/database/target.js';

const installed = '/usr/lib/postgresql';

/** Where pgbench is; it comes with PostgreSQL's server packages, not with the embedded server. */
export function findPgbench(): string | undefined {
  const versions = existsSync(installed)
    ? readdirSync(installed).map((version) => join(installed, version, 'bin'))
    : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions];
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path));
}

/**
 * What PostgreSQL itself does of one prepared statement on 8 connections, as the board's role.
 *
 * @returns statements per second; undefined where this machine has no pgbench
 */
export async function pgbench(
  { host, port, name, passwords }: DatabaseTarget,
  statement: string,
  seconds: number,
): Promise<number | undefined> {
  const program = findPgbench();
  if (program === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'initialsdb-pgbench-'));
  try {
    const script = join(folder, 'statement.sql');
    writeFileSync(script, `${statement};\n`);
    const server = ['-h', host, '-p', String(port), '-U', roles.public];
    const load = ['-n', '-M', 'prepared', '-c', '8', '-T', String(seconds), '-f', script];
    const env = { ...process.env, PGPASSWORD: passwords.public ?? '' };
    const { stdout } = await promisify(execFile)(program, [...server, ...load, name], { env });
    return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1] ?? Number.NaN);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
