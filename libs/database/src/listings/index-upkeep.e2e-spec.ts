import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { drainSearchQueue, searchListings } from './index.js';

let test: TestDatabase;
let board: Database;
let owner: Database;

beforeEach(async () => {
  test = await startTestDatabase();
  board = openDatabase({ ...test.settings.public, statementTimeoutMs: 1000 });
  owner = openDatabase({ ...test.settings.owner, statementTimeoutMs: 60_000 });
  await owner.sql.query(
    `INSERT INTO listings (body, search) SELECT 'Text ' || n, 'text ' || n FROM generate_series(1, 1000) AS n`,
  );
}, 60_000);

afterEach(async () => {
  await Promise.all([board?.close(), owner?.close()]);
  await test?.drop();
});

const queued = async () => (await owner.sql.query('SELECT FROM search_queue')).length;

describe('the index of search', () => {
  it('takes fewer texts at a time where many take too long', async () => {
    await owner.sql.query(`
      CREATE FUNCTION tire() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF (SELECT count(*) FROM added) > 150 THEN PERFORM pg_sleep(30); END IF;
          RETURN NULL;
        END $$`);
    await owner.sql.query(`
      CREATE TRIGGER tiring AFTER INSERT ON search_entries REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION tire()`);
    await drainSearchQueue(board.sql, new AbortController().signal);
    expect(await queued()).toBe(256);
  }, 60_000);

  it('is exchanged for a new one once nobody reads it for long; until then searches go on', async () => {
    let rebuilding: Promise<unknown> | undefined;
    await owner.sql.transaction(async (sql) => {
      // As pg_dump does for as long as it runs.
      await sql.query('LOCK TABLE search_entries IN ACCESS SHARE MODE');
      rebuilding = owner.sql.query('SELECT rebuild_search()');
      rebuilding.catch(() => undefined);
      // Longer than two of its tries; a search that waited for it would meet its limit.
      for (let n = 0; n < 25; n += 1) {
        const { listings } = await searchListings(board.sql, { terms: ['text 1000'], before: null, limit: 1 });
        expect(listings).toHaveLength(1);
        await sleep(100);
      }
    });
    await rebuilding;
    expect(await queued()).toBe(0);
    const { listings } = await searchListings(board.sql, { terms: ['text 1000'], before: null, limit: 1 });
    expect(listings).toHaveLength(1);
  }, 60_000);
});
