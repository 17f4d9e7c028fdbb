import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser, startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { listenTo } from '../connection/listen.js';
import { boardChannel, countListings, deleteOwnListing, foldListingChanges, postListing } from './index.js';

let test: TestDatabase;
let board: Database;
let admin: Database;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase({ ...test.settings.public, poolMax: 16 });
  admin = openDatabase(test.settings.admin);
  owner = openDatabase(test.settings.owner);
}, 60_000);

afterAll(async () => {
  await Promise.all([board?.close(), admin?.close(), owner?.close()]);
  await test?.drop();
});

const tokenHash = createHash('sha256').update('token').digest();

async function post(): Promise<number> {
  const body = randomBytes(8).toString('hex');
  const outcome = await postListing(board.sql, { body, search: body, poster: null, deleteTokenHash: tokenHash });
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  return outcome.listing.id;
}

async function truth(): Promise<number> {
  const [row] = await owner.sql.query<{ visible: number }>(
    'SELECT count(*) AS visible FROM listings WHERE NOT is_hidden',
  );
  return row?.visible ?? -1;
}

const setHidden = (ids: number[], isHidden: boolean) =>
  admin.sql.query('UPDATE listings SET is_hidden = $2, version = version + 1 WHERE id = ANY ($1)', [ids, isHidden]);

describe('the count of visible listings', () => {
  it('is exact after each post, hide, unhide and delete', async () => {
    expect(await countListings(board.sql)).toBe(0);
    const ids = [await post(), await post(), await post()];
    expect(await countListings(board.sql)).toBe(3);
    await setHidden(ids.slice(0, 2), true);
    expect(await countListings(board.sql)).toBe(1);
    await setHidden(ids.slice(0, 2), true);
    expect(await countListings(board.sql)).toBe(1);
    await setHidden(ids.slice(0, 1), false);
    expect(await countListings(board.sql)).toBe(2);
    await deleteOwnListing(board.sql, { id: ids[0]!, tokenHash });
    await deleteOwnListing(board.sql, { id: ids[1]!, tokenHash });
    expect(await countListings(board.sql)).toBe(1);
  });

  it('counts what comes many at once, and nothing that is rolled back', async () => {
    const before = await countListings(board.sql);
    await owner.sql.query(
      `INSERT INTO listings (body, search, is_hidden) SELECT n, n, n % 4 = 0 FROM generate_series(1, 1000) n`,
    );
    expect(await countListings(board.sql)).toBe(before + 750);
    const rolledBack = admin.sql.transaction(async (sql) => {
      await sql.query('UPDATE listings SET is_hidden = true');
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    expect(await countListings(board.sql)).toBe(before + 750);
    expect(await truth()).toBe(before + 750);
  });

  it('stays exact while posts, hides, batches and deletes go on at the same time and connections are killed', async () => {
    const ids: number[] = [];
    const shortly = () => new Promise((wait) => setTimeout(wait, Math.random() * 20));
    const tolerant = (work: Promise<unknown>) => work.catch(() => undefined);
    const posters = Array.from({ length: 12 }, async () => {
      for (let n = 0; n < 25; n += 1) await tolerant(post().then((id) => ids.push(id)));
    });
    const moderators = Array.from({ length: 3 }, async (_, moderator) => {
      for (let n = 0; n < 15; n += 1) {
        await shortly();
        // Always in the order of ids, so that two batches wait for each other instead of deadlocking.
        await tolerant(
          setHidden(
            ids.filter((id) => id % 3 === moderator).toSorted((a, b) => a - b),
            n % 2 === 0,
          ),
        );
      }
    });
    const deleter = (async () => {
      for (let n = 0; n < 30; n += 1) {
        await shortly();
        const id = ids[n * 3];
        if (id) await tolerant(deleteOwnListing(board.sql, { id, tokenHash }));
      }
    })();
    const folder = (async () => {
      for (let n = 0; n < 40; n += 1) {
        await shortly();
        await tolerant(foldListingChanges(board.sql, 0));
      }
    })();
    const killer = (async () => {
      for (let n = 0; n < 5; n += 1) {
        await shortly();
        await asSuperuser((client) =>
          client.query(
            `SELECT pg_terminate_backend(pid) FROM (
               SELECT pid FROM pg_stat_activity WHERE datname = $1 AND usename <> current_user ORDER BY random() LIMIT 2) chosen`,
            [test.name],
          ),
        );
      }
    })();
    await Promise.all([...posters, ...moderators, deleter, folder, killer]);
    expect(ids.length).toBeGreaterThan(200);
    expect(await countListings(board.sql)).toBe(await truth());
  }, 60_000);

  it('is the same after its changes were added up, which leaves few alone', async () => {
    const changes = async () => (await owner.sql.query('SELECT FROM listing_changes')).length;
    const before = await countListings(board.sql);
    for (let n = 0; n < 3; n += 1) await post();
    expect(await changes()).toBeGreaterThanOrEqual(3);
    expect(await foldListingChanges(board.sql, 1000)).toBe(0);
    expect(await foldListingChanges(board.sql, 0)).toBeGreaterThanOrEqual(3);
    expect(await changes()).toBe(0);
    expect(await foldListingChanges(board.sql, 0)).toBe(0);
    expect(await countListings(board.sql)).toBe(before + 3);
    expect(await truth()).toBe(before + 3);
  });

  it('does not make posts wait for one another', async () => {
    const posts = Array.from({ length: 8 }, () => randomBytes(8).toString('hex'));
    const open = posts.map((text) => {
      let finish: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (finish = resolve));
      let posted: () => void = () => undefined;
      const isPosted = new Promise<void>((resolve) => (posted = resolve));
      const done = board.sql.transaction(async (sql) => {
        await postListing(sql, { body: text, search: text, poster: null, deleteTokenHash: tokenHash });
        posted();
        await held;
      });
      return { isPosted, finish, done };
    });
    // All eight are through before any commits.
    await Promise.all(open.map(({ isPosted }) => isPosted));
    for (const { finish } of open) finish();
    await Promise.all(open.map(({ done }) => done));
    expect(await countListings(board.sql)).toBe(await truth());
  });
});

describe('word of changes', () => {
  it('comes for hides and deletes, not for posts, and again after a lost connection', async () => {
    let heard = 0;
    let lost = 0;
    const until = async (condition: () => boolean) => {
      for (let n = 0; n < 100 && !condition(); n += 1) await new Promise((wait) => setTimeout(wait, 30));
      expect(condition()).toBe(true);
    };
    const settings = { ...test.settings.public, applicationName: 'listener' };
    const hear = () => (heard += 1);
    const changes = listenTo(settings, boardChannel, { notification: hear, listening: hear, lost: () => (lost += 1) });
    await until(() => heard === 1);

    const ids = [await post(), await post()];
    await new Promise((wait) => setTimeout(wait, 100));
    expect(heard).toBe(1);
    await setHidden(ids, true);
    await until(() => heard === 2);
    await deleteOwnListing(board.sql, { id: ids[0]!, tokenHash });
    await new Promise((wait) => setTimeout(wait, 100));
    expect(heard).toBe(2);
    await setHidden(ids, false);
    await until(() => heard === 3);
    await deleteOwnListing(board.sql, { id: ids[1]!, tokenHash });
    await until(() => heard === 4);

    await asSuperuser((client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listener' AND datname = $1`,
        [test.name],
      ),
    );
    await until(() => lost === 1 && heard === 5);
    await changes.close();
    expect(lost).toBe(1);
  });
});
