import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@initialsdb/database';
import pg from 'pg';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let one: TestApi;
let other: TestApi;
let admin: pg.Client;

beforeAll(async () => {
  one = await startPublicApi();
  other = await startPublicApi({ database: one.database });
  const { host, port, name, user, password } = one.database.settings.admin;
  admin = new pg.Client({ host, port, database: name, user, password });
  await admin.connect();
});

afterAll(async () => {
  await admin?.end();
  await other?.close();
  await one?.close();
});

const newestId = async (api: TestApi) => (await api.http.get('/api/listings?limit=1').expect(200)).body.listings[0]?.id;
const count = async (api: TestApi) => (await api.http.get('/api/listings/count').expect(200)).body.count;

async function within(limitMs: number, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Not so within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('what is kept in memory', () => {
  it('is never older than an answered post of the same process', async () => {
    const readers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 30; i += 1) await one.http.get('/api/listings').expect(200);
    });
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; i < 8; i += 1) {
        const { body } = await one.post(`Writer ${writer} post ${i}`).expect(201);
        expect(await newestId(one)).toBeGreaterThanOrEqual(body.listing.id);
      }
    });
    await Promise.all([...readers, ...writers]);
    expect(await count(one)).toBe(32);
  }, 20_000);

  it('shows the posts of another process within a second', async () => {
    await newestId(other);
    const { body } = await one.post('Seen by the other').expect(201);
    await within(
      1000,
      async () => (await newestId(other)) === body.listing.id && (await count(other)) === (await count(one)),
    );
  });

  it('shows what a moderator hid within a second, and the listing is gone', async () => {
    const { body } = await one.post('To be hidden').expect(201);
    const before = await count(one);
    await admin.query('UPDATE listings SET is_hidden = true WHERE id = $1', [body.listing.id]);
    await within(1000, async () => (await newestId(one)) !== body.listing.id && (await count(one)) === before - 1);
    const gone = await one.http.get(`/api/listings/${body.listing.id}`).expect(410);
    expect(gone.body.code).toBe('GONE');
  });

  it('shows what its own process deleted no more from the answer on', async () => {
    const { body } = await one.post('To be deleted').expect(201);
    expect(await newestId(one)).toBe(body.listing.id);
    const before = await count(one);
    await one.http
      .delete(`/api/listings/${body.listing.id}`)
      .set('Authorization', `Bearer ${body.deleteToken}`)
      .expect(204);
    expect(await newestId(one)).not.toBe(body.listing.id);
    expect(await count(one)).toBe(before - 1);
  });

  it('shows a hide within a second where no word of it comes, too', async () => {
    const owner = openDatabase(one.database.settings.owner);
    const [told] = await owner.sql.query<{ definition: string }>(
      `SELECT pg_get_functiondef('count_changed_listings'::regproc) AS definition`,
    );
    const silent = told!.definition.replace(`PERFORM pg_notify('board_changed', '')`, 'NULL');
    expect(silent).not.toBe(told!.definition);
    await owner.sql.query(silent);
    await owner.close();
    const { body } = await one.post('To be hidden in silence').expect(201);
    const before = await count(one);
    await admin.query('UPDATE listings SET is_hidden = true WHERE id = $1', [body.listing.id]);
    await within(1000, async () => (await newestId(one)) !== body.listing.id && (await count(one)) === before - 1);
  });
});
