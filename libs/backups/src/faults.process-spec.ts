import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Backup } from '@initialsdb/contracts/admin';
import { asSuperuser } from '@initialsdb/testing';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';
import type { BackupSettings } from './index.js';

let up: BackedUp;
/** What was there before a run that fails. */
let older: string[];

/** pg_dump that says how it does when asked for its version, and otherwise does `script` first. */
const onDump = (script: string) => `case "$*" in *--version*) ;; *) ${script} ;; esac`;

beforeAll(async () => {
  up = await startBackedUp(2000);
  const { done } = await up.backups().start({ trigger: 'command' });
  await done;
  older = readdirSync(up.folder).sort();
}, 60_000);
afterAll(() => up?.close());

async function failing(changes: Partial<BackupSettings>, meanwhile?: () => Promise<void>): Promise<Backup> {
  const { done } = await up.backups(changes).start({ trigger: 'command' });
  await meanwhile?.();
  const backup = await done;
  expect(backup).toMatchObject({ state: 'failed', file: null, sha256: null, verifiedAt: null, progress: null });
  expect(readdirSync(up.folder).sort()).toEqual(older);
  return backup;
}

describe('a run fails with a reason, publishes nothing and leaves older files alone', () => {
  it('when pg_dump is killed half-way', async () => {
    const pgDump = up.wrapped({
      pg_dump: onDump('echo half > "$(echo "$*" | sed "s/.*--file=\\([^ ]*\\).*/\\1/")"; kill -9 $$'),
    });
    expect((await failing({ pgDump })).error).toBe('pg_dump was ended by SIGKILL.');
  }, 30_000);

  it('when the server ends pg_dump’s session', async () => {
    const { error } = await asSuperuser(async (client) => {
      // pg_dump waits for this table, so it is caught while it works.
      await client.query('BEGIN; LOCK TABLE saved_views IN ACCESS EXCLUSIVE MODE');
      return failing({}, async () => {
        for (let ended = 0; ended === 0; await sleep(20)) {
          // Not from within the transaction, which sees the sessions as they were when it first looked.
          const { rowCount } = await asSuperuser((other) =>
            other.query(
              `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
              WHERE datname = $1 AND wait_event_type = 'Lock' AND query LIKE 'LOCK TABLE%'`,
              [up.test.name],
            ),
          );
          ended = rowCount ?? 0;
        }
        await client.query('ROLLBACK');
      });
    }, up.test.name);
    expect(error).toMatch(/^pg_dump failed \(exit code 1\): .*terminating connection/);
  }, 30_000);

  it('when the server ends the session that holds the lock', async () => {
    const pgDump = up.wrapped({ pg_dump: onDump('sleep 20') });
    const { error } = await failing({ pgDump }, async () => {
      await sleep(300);
      await asSuperuser((client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'initialsdb backup lock'`,
          [up.test.name],
        ),
      );
    });
    expect(error).toBe('PostgreSQL ended the session that held the lock.');
  }, 30_000);

  it('when the disk is full', async () => {
    if (process.getuid?.() !== 0) return;
    const folder = join(up.folder, '../small');
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    try {
      const { done } = await up.backups({ folder }).start({ trigger: 'command' });
      const { state, error } = await done;
      expect(state).toBe('failed');
      expect(error).toMatch(/No space left|disk is full|is needed/);
      expect(readdirSync(folder)).toEqual([]);
      await up.owner.sql.query(`UPDATE backups SET size_bytes = 1 WHERE state = 'succeeded'`);
      const again = await (await up.backups({ folder }).start({ trigger: 'command' })).done;
      expect(again).toMatchObject({ state: 'failed', error: expect.stringMatching(/No space left|disk is full/) });
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      execFileSync('umount', [folder]);
    }
  }, 30_000);

  it('when less than twice the last size is free', async () => {
    await up.owner.sql.query(`UPDATE backups SET size_bytes = $1 WHERE state = 'succeeded'`, [2 ** 52]);
    expect((await failing({})).error).toMatch(/twice the last backup's size/);
    await up.owner.sql.query(`UPDATE backups SET size_bytes = 1 WHERE state = 'succeeded'`);
  }, 30_000);

  it('when the password is wrong', async () => {
    const dump = { ...up.settings.dump, password: 'wrong' };
    expect((await failing({ dump })).error).toMatch(/password authentication failed.*DB_BACKUP_PASSWORD/);
  }, 30_000);

  it('when pg_dump is older than the server, and says what to install', async () => {
    const pgDump = up.wrapped({ pg_dump: 'echo "pg_dump (PostgreSQL) 14.12"; exit 0' });
    const { error } = await failing({ pgDump });
    expect(error).toMatch(
      /pg_dump 15 or newer is needed \(found: .*pg_dump is 14\.12\)\. Install it .*postgresql-client-15/,
    );
    expect(up.logged.at(-1)).toContain('postgresql-client-15');
  }, 30_000);

  it('when pg_dump reports success with a file that can’t be read back', async () => {
    const pgDump = up.wrapped({ pg_dump: onDump('exit 0') });
    expect((await failing({ pgDump })).error).toMatch(/^pg_restore failed \(exit code 1\)/);
  }, 30_000);
});

describe('a verification finds', () => {
  let path: string;
  let whole: Buffer;
  let id: number;

  beforeAll(async () => {
    const backup = await (await up.backups().start({ trigger: 'command' })).done;
    id = backup.id;
    path = join(up.folder, backup.file ?? '');
    whole = readFileSync(path);
  }, 30_000);

  async function verification(): Promise<string | null> {
    const { error, verifiedAt } = await (await up.backups().verify(id)).done;
    expect(verifiedAt).toBeNull();
    writeFileSync(path, whole);
    chmodSync(path, 0o600);
    return error;
  }

  it('a file cut short', async () => {
    truncateSync(path, Math.floor(whole.length / 2));
    expect(await verification()).toMatch(/^The file has \d+ bytes; it was written with \d+/);
  });

  it('one flipped byte', async () => {
    const flipped = Buffer.from(whole);
    flipped[whole.length - 1000]! ^= 1;
    writeFileSync(path, flipped);
    expect(await verification()).toMatch(/SHA-256/);
  });

  it('a missing manifest', async () => {
    const manifest = readFileSync(`${path}.json`);
    truncateSync(`${path}.json`, 10);
    expect(await verification()).toMatch(/manifest .* is missing or damaged/);
    writeFileSync(`${path}.json`, manifest);
  });

  it('rows that are not there', async () => {
    const manifest = JSON.parse(readFileSync(`${path}.json`, 'utf8'));
    writeFileSync(
      `${path}.json`,
      JSON.stringify({ ...manifest, rowCounts: { ...manifest.rowCounts, listings: 2001 } }),
    );
    expect(await verification()).toBe(
      'The restored database is not what was dumped: listings has 2000 rows instead of 2001.',
    );
    writeFileSync(`${path}.json`, JSON.stringify(manifest));
  }, 30_000);

  it('nothing wrong with the file as it was, and leaves no database behind', async () => {
    const backup = await (await up.backups().verify(id)).done;
    expect(backup).toMatchObject({ error: null, verifiedAt: expect.any(String) });
    const left = await asSuperuser(async (client) => {
      return (await client.query(`SELECT 1 FROM pg_database WHERE datname LIKE 'initialsdb\\_verify\\_%'`)).rowCount;
    });
    expect(left).toBe(0);
  }, 30_000);
});
