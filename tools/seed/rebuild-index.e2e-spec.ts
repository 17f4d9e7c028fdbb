import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDatabase, searchListings, type Database } from '@initialsdb/database';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { rebuildIndex } from './rebuild-index.js';

let test: TestDatabase;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  owner = openDatabase({ ...test.settings.owner, poolMax: 3, statementTimeoutMs: 60_000 });
  await owner.sql.query(
    `INSERT INTO listings (body, search) SELECT 'Text ' || n, 'text ' || n FROM generate_series(1, 1000) AS n`,
  );
}, 60_000);

afterAll(async () => {
  await owner?.close();
  await test?.drop();
});

const queued = async () => (await owner.sql.query('SELECT FROM search_queue')).length;

it('building the index anew can be stopped, and begun once more', async () => {
  await owner.sql.transaction(async (sql) => {
    // Until this ends, the old index can't be exchanged for the new one.
    await sql.query('LOCK TABLE search_entries IN ACCESS SHARE MODE');
    expect(await rebuildIndex(owner.sql, 1000, AbortSignal.timeout(1500))).toBe(false);
  });
  expect(await queued()).toBe(1000);
  expect(
    await owner.sql.query(
      `SELECT FROM pg_stat_activity WHERE query LIKE '%rebuild_search%' AND state = 'active' AND pid <> pg_backend_pid()`,
    ),
  ).toEqual([]);
  expect(await rebuildIndex(owner.sql, 1000, new AbortController().signal)).toBe(true);
  expect(await queued()).toBe(0);
  const { listings } = await searchListings(owner.sql, { terms: ['text 999'], before: null, limit: 2 });
  expect(listings.map(({ body }) => body)).toEqual(['Text 999']);
}, 60_000);

it('fails with what the server says', async () => {
  await owner.sql.query('ALTER FUNCTION rebuild_search() RENAME TO rebuild_lost');
  await expect(rebuildIndex(owner.sql, 1000, new AbortController().signal)).rejects.toThrow('rebuild_search');
}, 60_000);
