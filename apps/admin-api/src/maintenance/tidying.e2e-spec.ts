import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase, putUser } from '@initialsdb/database';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { startAdminApi, type TestAdmin, testPassword } from '../../test/admin-api.js';
import { givenListing } from '../../test/listings.js';

let database: TestDatabase;
let owner: Database;
let api: TestAdmin | undefined;

beforeAll(async () => {
  database = await startTestDatabase();
  owner = openDatabase(database.settings.owner);
}, 60_000);

afterAll(async () => {
  await api?.close();
  await owner?.close();
  await database?.drop();
});

async function until(sql: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    const [row] = await owner.sql.query<{ holds: boolean }>(`SELECT ${sql} AS holds`);
    if (row?.holds) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It never came to be: ${sql}`);
}

describe('a console that starts', () => {
  it('erases pseudonyms older than POSTER_HASH_DAYS, on record, and sessions that are over', async () => {
    const poster = { client: 'c'.repeat(16), network: 'd'.repeat(16) };
    const [old, young] = [await givenListing(owner, 'Old', poster), await givenListing(owner, 'Young', poster)];
    await owner.sql.query(`UPDATE listings SET created_at = now() - interval '49 hours' WHERE id = $1`, [old]);
    // More than are done at once.
    await owner.sql.query(
      `INSERT INTO listings (body, search, poster, poster_network, created_at)
         SELECT 'Older ' || n, 'older ' || n, 'c', 'd', now() - interval '3 days' FROM generate_series(1, 20000) AS n`,
    );
    await owner.sql.query(`UPDATE listings SET created_at = now() - interval '47 hours' WHERE id = $1`, [young]);
    await putUser(owner.sql, { username: 'ann', role: 'moderator', password: testPassword });
    await owner.sql.query(
      `INSERT INTO sessions (token_hash, user_id, expires_at)
         SELECT sha256(convert_to(n::text, 'UTF8')), id, now() + n * interval '1 day' FROM users, unnest(ARRAY[-1, 1]) AS n`,
    );
    api = await startAdminApi({ database, env: { POSTER_HASH_DAYS: '2' } });
    await until(`EXISTS (SELECT FROM audit_events WHERE action = 'posters.erase')`);
    await until('(SELECT count(*) FROM listings WHERE poster IS NOT NULL OR poster_network IS NOT NULL) = 1');
    expect(await owner.sql.query('SELECT id, poster, poster_network FROM listings ORDER BY id LIMIT 2')).toEqual([
      { id: old, poster: null, poster_network: null },
      { id: young, poster: poster.client, poster_network: poster.network },
    ]);
    const events = `SELECT actor, details FROM audit_events WHERE action = 'posters.erase' ORDER BY id`;
    expect(await owner.sql.query(events)).toEqual([
      { actor: 'system', details: { rows: 20_000, olderThanDays: 2 } },
      { actor: 'system', details: { rows: 1, olderThanDays: 2 } },
    ]);
    await until('(SELECT count(*) FROM sessions) = 1');
  });

  it('notes the size of the database once a day, and forgets what is older than 400 days', async () => {
    const today = `(now() AT TIME ZONE 'UTC')::date`;
    await until(`EXISTS (SELECT FROM database_sizes WHERE day = ${today})`);
    const read = () => owner.sql.query('SELECT day::text, size_bytes, listings FROM database_sizes ORDER BY day');
    const [noted] = await read();
    expect(noted).toMatchObject({ listings: 20_002 });
    expect(Number(noted?.['size_bytes'])).toBeGreaterThan(1_000_000);
    await owner.sql.query(
      `INSERT INTO database_sizes SELECT ${today} - days, 1, 1 FROM unnest(ARRAY[400, 401]) AS days`,
    );
    await givenListing(owner, 'Youngest');
    await api?.close();
    api = await startAdminApi({ database });
    await until('(SELECT count(*) FROM database_sizes) = 2');
    expect((await read())[1]).toEqual(noted);
  });
});
