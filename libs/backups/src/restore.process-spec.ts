import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Backup, restoreCommands } from '@initialsdb/contracts/admin';
import { roles } from '@initialsdb/database';
import { EmbeddedPostgres, prepareDatabase } from '@initialsdb/database/embedded';
import { generateX25519Identity, identityToRecipient, Decrypter } from 'age-encryption';
import pg from 'pg';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';
import { restoreInto, type Server } from './index.js';

let up: BackedUp;
let backup: Backup & { file: string; sha256: string };
let owner: Server;

beforeAll(async () => {
  up = await startBackedUp(3000);
  const { done } = await up.backups().start({ trigger: 'command' });
  await done;
  backup = await up.backups().withFile((await done).id);
  const { host, port, name, user, password } = up.test.settings.owner;
  owner = { host, port, name, user, password };
}, 60_000);
afterAll(() => up?.close());

/** Of every table, its rows' digest: equal where every row is. */
async function digests(server: Server): Promise<Record<string, string>> {
  const { name: database, ...rest } = server;
  const client = new pg.Client({ ...rest, database });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS digest FROM ${pg.escapeIdentifier(name)} t`,
    );
    found[name] = rows[0]?.digest ?? '';
  }
  await client.end();
  return found;
}

/** Without what a run itself writes: its record, and the events about it. */
function posted(all: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([table]) => !['backups', 'audit_events'].includes(table)));
}

describe('the commands that the console shows', () => {
  it('restore into another cluster with every row equal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'initialsdb-other-'));
    chmodSync(folder, 0o755);
    const other = new EmbeddedPostgres({ clusterDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
    try {
      const superuser = await other.start();
      await prepareDatabase(superuser, { name: 'unused', ownerPassword: 'secret' });
      const { host, port } = superuser;
      const there: Server = { host, port, user: roles.owner, password: 'secret', name: 'restored' };
      const { postgres } = restoreCommands(backup, up.folder, there.name);
      const env = {
        PATH: process.env['PATH'] ?? '',
        PGHOST: host,
        PGPORT: String(port),
        PGUSER: there.user,
        PGPASSWORD: 'secret',
      };
      execFileSync('bash', ['-euc', postgres.join('\n')], { env, stdio: 'pipe' });
      const restored = await digests(there);
      expect(posted(restored)).toEqual(posted(await digests(owner)));
      expect(restored['listings']).toMatch(/^3000 /);
    } finally {
      await other.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it('stop at a file that is not what was written', () => {
    const [check = ''] = restoreCommands({ ...backup, sha256: '0'.repeat(64) }, up.folder, 'x').postgres;
    expect(() => execFileSync('bash', ['-euc', check], { stdio: 'pipe' })).toThrow(/FAILED|did NOT match/);
  });
});

describe('make restore', () => {
  const into = `restored_${process.pid}`;
  const said: string[] = [];
  const restore = (changes: { file?: string; into?: string }) =>
    restoreInto({
      file: join(up.folder, backup.file),
      into,
      owner,
      passwords: {},
      signal: new AbortController().signal,
      report: (text) => void said.push(text),
      ...changes,
    });

  afterAll(async () => {
    const { name: database, ...rest } = owner;
    const client = new pg.Client({ ...rest, database });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${into} WITH (FORCE)`);
    await client.end();
  });

  it('restores beside the live database, compares, and gives the roles their rights', async () => {
    await restore({});
    expect(said).toContain('migrations are up to date');
    expect(posted(await digests({ ...owner, name: into }))).toEqual(posted(await digests(owner)));
    const { host, port, user, password } = up.test.settings.public;
    const client = new pg.Client({ host, port, user, password, database: into });
    await client.connect();
    expect((await client.query('SELECT visible FROM board_state')).rows).toEqual([{ visible: '3000' }]);
    await client.end();
  }, 60_000);

  it('never restores over the live database, nor one that holds something', async () => {
    const before = await digests(owner);
    await expect(restore({ into: owner.name })).rejects.toThrow(/is the live database/);
    await expect(restore({})).rejects.toThrow(/is not empty \(\d+ tables\)\. Nothing was changed/);
    expect(await digests(owner)).toEqual(before);
  }, 60_000);

  it('says what is wrong with a file', async () => {
    await expect(restore({ file: '/nowhere.dump', into: 'x' })).rejects.toThrow('There is no /nowhere.dump.');
    await expect(restore({ file: 'a.dump.age', into: 'x' })).rejects.toThrow(/is encrypted\. First: age --decrypt/);
  });
});

describe('an encrypted backup', () => {
  it('was verified before, restores with the key, and leaves nothing readable', async () => {
    const identity = await generateX25519Identity();
    const ageRecipient = await identityToRecipient(identity);
    const { done } = await up.backups({ ageRecipient }).start({ trigger: 'command' });
    const sealed = await done;
    expect(sealed).toMatchObject({ state: 'succeeded', error: null, verifiedAt: expect.any(String) });
    const path = join(up.folder, sealed.file ?? '');
    expect(path).toMatch(/\.dump\.age$/);
    const plain = path.replace(/\.age$/, '');
    expect([plain, `${plain}.partial`].filter(existsSync)).toEqual([]);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    writeFileSync(plain, await decrypter.decrypt(readFileSync(path)));
    const into = `opened_${process.pid}`;
    const said: string[] = [];
    await restoreInto({
      file: plain,
      into,
      owner,
      passwords: {},
      signal: new AbortController().signal,
      report: (text) => void said.push(text),
    });
    expect(said.some((text) => text.endsWith('as dumped'))).toBe(true);
    await up.owner.sql.query(`DROP DATABASE ${into} WITH (FORCE)`);
    rmSync(plain);
    await expect(up.backups().verify(sealed.id)).rejects.toThrow(/before it was encrypted/);
  }, 60_000);
});
