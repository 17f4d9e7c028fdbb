import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Backup, restoreCommands } from '@initialsdb/contracts/admin';
import { putUser } from '@initialsdb/database';
import { digestsOf, typeCommands, withOtherCluster } from '@initialsdb/testing/restored';
import { generateX25519Identity, identityToRecipient, Decrypter } from 'age-encryption';
import pg from 'pg';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';
import { restoreInto, type Server } from './index.js';

let up: BackedUp;
let backup: Backup & { file: string; sha256: string };
let owner: Server;

beforeAll(async () => {
  up = await startBackedUp(3000);
  await up.post('a back\\slash, a\ttab, “quotes”, \\N, \\. and 汉字 🙂\n\\.\nin lines');
  await putUser(up.owner.sql, { username: 'ann', role: 'operator', password: 'correct horse battery' });
  await up.owner.sql.query(
    `INSERT INTO reports (listing_id, reason, reporter) SELECT id, 'spam', 'x' FROM listings LIMIT 9`,
  );
  const { done } = await up.backups().start({ trigger: 'command' });
  await done;
  backup = await up.backups().withFile((await done).id);
  const { host, port, name, user, password } = up.test.settings.owner;
  owner = { host, port, name, user, password };
}, 60_000);
afterAll(() => up?.close());

/** What a run itself writes: its record, and the events about it. Only rows from before the first are the same everywhere. */
const upTo = { backups: 0, audit_events: 0 };

describe('the commands that the console shows', () => {
  it('restore into another cluster with every row equal, where a verification can be done too', async () => {
    await withOtherCluster(tmpdir(), async (other) => {
      const { postgres } = restoreCommands(backup, up.folder, 'restored');
      typeCommands(postgres, other);
      const restored = await digestsOf({ ...other, name: 'restored' }, upTo);
      expect(restored).toEqual(await digestsOf(owner, upTo));
      expect(restored['listings']?.rows).toBe(3001);

      const verifyUrl = `postgres://${other.user}:${other.password}@${other.host}:${other.port}/${other.name}`;
      const { done } = await up.backups({ verifyUrl }).verify(backup.id);
      expect(await done).toMatchObject({ error: null, verifiedAt: expect.any(String) });
      // The same server refuses one that it doesn't know, so it was asked.
      const wrong = await (
        await up.backups({ verifyUrl: verifyUrl.replace('secret', 'wrong') }).verify(backup.id)
      ).done;
      expect(wrong).toMatchObject({ error: expect.stringMatching(/password authentication/), verifiedAt: null });
    });
  }, 60_000);

  it('stop at a file that is not what was written', () => {
    const [check = ''] = restoreCommands({ ...backup, sha256: '0'.repeat(64) }, up.folder, 'x').postgres;
    expect(() => typeCommands([check], owner)).toThrow(/FAILED|did NOT match/);
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
    expect(await digestsOf({ ...owner, name: into }, upTo)).toEqual(await digestsOf(owner, upTo));
    const { host, port, user, password } = up.test.settings.public;
    const client = new pg.Client({ host, port, user, password, database: into });
    await client.connect();
    expect((await client.query('SELECT visible FROM board_state')).rows).toEqual([{ visible: '3001' }]);
    await client.end();
  }, 60_000);

  it('never restores over the live database, nor one that holds something', async () => {
    const before = await digestsOf(owner);
    await expect(restore({ into: owner.name })).rejects.toThrow(/is the live database/);
    await expect(restore({})).rejects.toThrow(/is not empty \(\d+ tables\)\. Nothing was changed/);
    expect(await digestsOf(owner)).toEqual(before);
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
    const { make } = restoreCommands(await up.backups().withFile(sealed.id), up.folder, 'opened');
    expect(make).toEqual([
      expect.stringContaining(`--output ${plain} ${path}`),
      `make restore FILE=${plain} INTO=opened`,
    ]);
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
