import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Backup } from '@initialsdb/contracts/admin';
import { roles } from '@initialsdb/database';
import { asSuperuser } from '@initialsdb/testing';
import { type BackedUp, onDump, startBackedUp } from '../test/backed-up.js';
import { startStallingProxy } from '../test/stalling-proxy.js';
import type { BackupSettings } from './index.js';

/** More than pg_dump asks before the first rows, and less than there is of them. */
const halfWayBytes = 1_000_000;

let up: BackedUp;
/** What was there before a run that fails: a backup and its manifest, by name, and their hashes. */
let older: Record<string, string>;

beforeAll(async () => {
  up = await startBackedUp(0);
  await up.owner.sql.query(
    `INSERT INTO listings (body, search) SELECT t, t FROM (SELECT n || repeat(md5(n::text), 40) AS t FROM generate_series(1, 1500) n) x`,
  );
  const { done } = await up.backups().start({ trigger: 'command' });
  await done;
  older = files();
}, 60_000);
afterAll(() => up?.close());

function files(): Record<string, string> {
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(up.folder, name)))
      .digest('hex');
  return Object.fromEntries(
    readdirSync(up.folder)
      .sort()
      .map((name) => [name, hash(name)]),
  );
}

/** A run that comes to nothing, and the error of its record. */
async function failing(changes: Partial<BackupSettings>, meanwhile?: () => Promise<void>): Promise<string | null> {
  const { done } = await up.backups(changes).start({ trigger: 'command' });
  await meanwhile?.();
  const backup: Backup = await done;
  expect(backup).toMatchObject({ state: 'failed', file: null, sha256: null, verifiedAt: null, progress: null });
  expect(files()).toEqual(older);
  expect(up.logged.at(-1)).toContain(backup.error);
  return backup.error;
}

/** A run of the real pg_dump, to which something happens when it has written a part of the file. */
async function failingHalfWay(happens: (pidOfDump: number) => unknown): Promise<string | null> {
  const proxy = await startStallingProxy(up.settings.dump.port, halfWayBytes);
  const pidFile = join(up.folder, '../pid');
  const pgDump = up.wrapped({ pg_dump: onDump(`echo $$ >'${pidFile}'`) });
  try {
    return await failing({ pgDump, dump: { ...up.settings.dump, port: proxy.port } }, async () => {
      await proxy.stalled;
      const partial = readdirSync(up.folder).find((name) => name.endsWith('.partial')) ?? '';
      expect(readFileSync(join(up.folder, partial)).length).toBeGreaterThan(1000);
      await happens(Number(readFileSync(pidFile, 'utf8')));
      proxy.goOn();
    });
  } finally {
    await proxy.close();
  }
}

/** Ends the sessions of the test's database that are called so. */
async function terminate(applicationName: string, condition = ''): Promise<void> {
  await asSuperuser(async (client) => {
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = $2 ${condition}`,
      [up.test.name, applicationName],
    );
    expect(rowCount).toBe(1);
  });
}

describe('a run fails with a reason, publishes nothing and leaves older files alone', () => {
  it('when pg_dump is killed half-way', async () => {
    expect(await failingHalfWay((pid) => process.kill(pid, 'SIGKILL'))).toBe('pg_dump was ended by SIGKILL.');
  });

  it('when the server ends pg_dump’s session', async () => {
    expect(
      await failingHalfWay(() =>
        terminate('initialsdb backup run', `AND usename = '${roles.backup}' AND query LIKE 'COPY%'`),
      ),
    ).toMatch(/^pg_dump failed \(exit code 1\): .*(terminating connection|server closed the connection)/);
  });

  it('when the server ends the session that holds the lock', async () => {
    expect(await failingHalfWay(() => terminate('initialsdb backup lock'))).toBe(
      'PostgreSQL ended the session that held the lock.',
    );
  });

  it('when less than twice the last size is free', async () => {
    await up.owner.sql.query(`UPDATE backups SET size_bytes = $1 WHERE state = 'succeeded'`, [2 ** 52]);
    expect(await failing({})).toMatch(/twice the last backup's size/);
    await up.owner.sql.query(`UPDATE backups SET size_bytes = 1 WHERE state = 'succeeded'`);
  });

  it('when the password is wrong', async () => {
    const dump = { ...up.settings.dump, password: 'wrong' };
    expect(await failing({ dump })).toMatch(/password authentication failed.*DB_BACKUP_PASSWORD/);
  });

  it('when the folder can’t be made', async () => {
    writeFileSync(join(up.folder, '../no-folder'), '');
    const folder = join(up.folder, '../no-folder/backups');
    expect(await failing({ folder })).toMatch(/^The folder for backups can't be made: .*ENOTDIR.*no-folder\/backups/);
  });

  it('when pg_dump is older than the server, and says what to install', async () => {
    const pgDump = up.wrapped({ pg_dump: 'echo "pg_dump (PostgreSQL) 14.12"; exit 0' });
    const error = await failing({ pgDump });
    expect(error).toMatch(
      /The server is PostgreSQL (\d+); .*pg_dump \1 or newer is needed \(found: .*pg_dump is 14\.12\)\. Install it .*postgresql-client-\1/,
    );
  });

  it.each([
    ['empty', ':'],
    ['cut short', '"$real" "$@" || exit; truncate --size=-1000 "$file"'],
    // Near the end, which is a table’s rows; the beginning is what makes the tables.
    [
      'another by one byte',
      `"$real" "$@" || exit; at=$(($(wc -c <"$file") * 7 / 8)); printf '\\377\\377' | dd of="$file" bs=1 seek=$at conv=notrunc status=none`,
    ],
  ])('when pg_dump reports success with a file that is %s', async (_, script) => {
    const pgDump = up.wrapped({
      pg_dump: onDump(`file=$(echo "$*" | sed 's/.*--file=\\([^ ]*\\).*/\\1/'); ${script}; exit 0`),
    });
    expect(await failing({ pgDump })).toMatch(/^pg_restore failed \(exit code 1\)/);
  });

  it('when pg_dump reports a failure, whole as its file may be', async () => {
    const pgDump = up.wrapped({ pg_dump: onDump('"$real" "$@"; exit 3') });
    expect(await failing({ pgDump })).toBe('pg_dump failed (exit code 3).');
  });

  it('when the process is told to end', async () => {
    const backups = up.backups({ pgDump: up.wrapped({ pg_dump: onDump('exec sleep 60') }) });
    const { done } = await backups.start({ trigger: 'command' });
    await backups.close();
    expect(await done).toMatchObject({ state: 'failed', error: 'The program that ran it was stopped.', file: null });
    expect(files()).toEqual(older);
  });
});

describe('a backup that is complete and can’t be recorded', () => {
  /** Keeps rows of backups from a change, until the end of `work`. */
  async function withoutRecording(change: string, work: () => Promise<void>): Promise<void> {
    await up.owner.sql.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no such luck'; END $$`,
    );
    await up.owner.sql.query(
      `CREATE TRIGGER refused BEFORE UPDATE ON backups FOR EACH ROW WHEN (${change}) EXECUTE FUNCTION refuse()`,
    );
    try {
      await work();
    } finally {
      await up.owner.sql.query('DROP FUNCTION refuse CASCADE');
    }
  }

  it('is never called failed, and succeeded as soon as somebody looks again', async () => {
    let id = 0;
    await withoutRecording(`NEW.state = 'succeeded'`, async () => {
      const { backup, done } = await up.backups().start({ trigger: 'command' });
      id = backup.id;
      await expect(done).rejects.toThrow('no such luck');
      expect(up.logged.at(-1)).toMatch(/is complete, initialsdb-\S+\.dump, and can't be recorded yet: .*no such luck/);
      expect(await up.backups().find(id)).toMatchObject({ state: 'running', error: null });
    });
    await up.backups().recover();
    const found = await up.backups().find(id);
    expect(found).toMatchObject({ state: 'succeeded', error: null, file: expect.any(String) });
    expect(Object.keys(files())).toEqual(expect.arrayContaining([found.file, `${found.file}.json`]));
  });

  it('is not called broken where its verification can’t be recorded', async () => {
    const [{ id } = { id: 0 }] = await up.backups().records.files();
    await withoutRecording('NEW.verified_at IS NOT NULL', async () => {
      const { done } = await up.backups().verify(id);
      await expect(done).rejects.toThrow('no such luck');
    });
    await up.backups().recover();
    expect(await up.backups().find(id)).toMatchObject({ verifiedAt: null, error: null, progress: null });
  });
});
