import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readEnvironment } from './sources.js';

let folder: string;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initialsdb-config-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the environment', () => {
  it('is read from .env, .secrets and the process, the later winning', () => {
    write('.env', '# comment\nBOARD_PORT=1\nADMIN_PORT=2\nDB_HOST="db"\n');
    write('.secrets', 'DB_OWNER_PASSWORD=from-file\nADMIN_PORT=3\n');
    expect(readEnvironment({ folder, env: { BOARD_PORT: '4' } })).toEqual({
      values: { BOARD_PORT: '4', ADMIN_PORT: '3', DB_HOST: 'db', DB_OWNER_PASSWORD: 'from-file' },
      faults: [],
    });
  });

  it('does without the files', () => {
    expect(readEnvironment({ folder, env: {} })).toEqual({ values: {}, faults: [] });
  });

  it('takes an empty value for none, so that a default holds', () => {
    write('.env', 'BOARD_PORT=1\n');
    expect(readEnvironment({ folder, env: { BOARD_PORT: '', TRUSTED_PROXIES: ' ' } }).values).toEqual({
      BOARD_PORT: '1',
    });
  });
});

describe('a secret', () => {
  it('may come as a file, without the line end that editors leave', () => {
    write('password', 's3cret\n');
    const { values } = readEnvironment({ folder, env: { DB_PUBLIC_PASSWORD_FILE: join(folder, 'password') } });
    expect(values['DB_PUBLIC_PASSWORD']).toBe('s3cret');
  });

  it('of the process wins over a file that .secrets names', () => {
    write('password', 's3cret');
    write('.secrets', 'DB_PUBLIC_PASSWORD_FILE=password');
    const { values } = readEnvironment({ folder, env: { DB_PUBLIC_PASSWORD: 'nearer' } });
    expect(values['DB_PUBLIC_PASSWORD']).toBe('nearer');
  });

  it('that is given twice in one place, is missing or empty is a fault', () => {
    write('empty', '\n');
    const { faults } = readEnvironment({
      folder,
      env: {
        DB_OWNER_PASSWORD: 'x',
        DB_OWNER_PASSWORD_FILE: 'empty',
        DB_PUBLIC_PASSWORD_FILE: 'empty',
        DB_ADMIN_PASSWORD_FILE: 'nowhere',
      },
    });
    expect(faults).toEqual([
      { name: 'DB_OWNER_PASSWORD_FILE', problem: 'and DB_OWNER_PASSWORD are both given; leave one out' },
      { name: 'DB_PUBLIC_PASSWORD_FILE', problem: `names ${join(folder, 'empty')}, an empty file` },
      { name: 'DB_ADMIN_PASSWORD_FILE', problem: `names ${join(folder, 'nowhere')}, which can’t be read (ENOENT)` },
    ]);
  });

  it('is the only thing that may come as a file', () => {
    write('port', '1');
    expect(readEnvironment({ folder, env: { BOARD_PORT_FILE: 'port' } }).values['BOARD_PORT']).toBeUndefined();
  });
});

it('reports an .env that is there and can’t be read', () => {
  mkdirSync(join(folder, '.env'));
  expect(readEnvironment({ folder, env: {} }).faults).toEqual([{ name: '.env', problem: 'can’t be read (EISDIR)' }]);
});
