import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findPrograms } from './programs.js';

/** Newer than any that this machine may have. */
const major = 90;

let home: string;
let path: string | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'initialsdb-programs-'));
  path = process.env['PATH'];
});
afterEach(() => {
  process.env['PATH'] = path;
  rmSync(home, { recursive: true });
});

/** A folder of programs that say that they are of a version, and PATH's last. */
function installed(folder: string, version: string, names = ['pg_dump', 'pg_restore']): string {
  const root = join(home, folder);
  mkdirSync(root);
  for (const name of names) {
    writeFileSync(join(root, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version} (Debian)"\n`);
    chmodSync(join(root, name), 0o755);
  }
  process.env['PATH'] += `:${root}`;
  return root;
}

describe('pg_dump', () => {
  it('is the first in PATH that is new enough, with the pg_restore beside it', async () => {
    installed('old', '89.4');
    const root = installed('right', '90.1');
    installed('newer', '91.0');
    expect(await findPrograms(major)).toEqual({
      dump: join(root, 'pg_dump'),
      restore: join(root, 'pg_restore'),
      version: '90.1',
    });
  });

  it('is that of PG_DUMP alone where it is set', async () => {
    installed('right', '90.1');
    const old = join(installed('old', '89.4'), 'pg_dump');
    await expect(findPrograms(major, old)).rejects.toThrow(
      `pg_dump 90 or newer is needed (found: ${old} is 89.4). Install it (Debian, Ubuntu: apt-get install postgresql-client-90;`,
    );
    await expect(findPrograms(major, '/nowhere/pg_dump')).rejects.toThrow(
      '(none was found). Install it (Debian, Ubuntu: apt-get install postgresql-client-90; macOS: brew install postgresql@90), or set PG_DUMP (now /nowhere/pg_dump) to its path.',
    );
  });

  it('is Debian’s wrapper only where there is nothing else', async () => {
    const wrappers = installed('wrappers', '90.1', ['pg_wrapper']);
    for (const name of ['pg_dump', 'pg_restore']) symlinkSync('pg_wrapper', join(wrappers, name));
    expect((await findPrograms(major)).dump).toBe(join(wrappers, 'pg_dump'));
    const root = installed('right', '90.2');
    expect((await findPrograms(major)).dump).toBe(join(root, 'pg_dump'));
  });

  it('is of no use without pg_restore', async () => {
    const root = installed('right', '90.1', ['pg_dump']);
    await expect(findPrograms(major)).rejects.toThrow(`There is a ${root}/pg_dump, but no pg_restore beside it`);
  });
});
