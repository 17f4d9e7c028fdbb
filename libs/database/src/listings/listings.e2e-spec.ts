import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fold } from '@initialsdb/contracts';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import {
  boardState,
  boardVersion,
  countListings,
  deleteOwnListing,
  erasePseudonyms,
  findListing,
  newestListings,
  postListing,
  searchListings,
  type NewListing,
} from './index.js';

let test: TestDatabase;
let board: Database;
let owner: Database;
let admin: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
  owner = openDatabase(test.settings.owner);
  admin = openDatabase(test.settings.admin);
}, 60_000);

afterAll(async () => {
  await Promise.all([board?.close(), owner?.close(), admin?.close()]);
  await test?.drop();
});

const tokenHash = createHash('sha256').update('token').digest();

function post(body: string, overrides: Partial<NewListing> = {}) {
  return postListing(board.sql, { body, search: fold(body), poster: null, deleteTokenHash: tokenHash, ...overrides });
}

async function created(body: string, overrides: Partial<NewListing> = {}) {
  const outcome = await post(body, overrides);
  if (outcome.kind !== 'created') throw new Error(`expected a new listing, got ${outcome.kind}`);
  return outcome.listing;
}

const hide = (id: number) =>
  admin.sql.query('UPDATE listings SET is_hidden = true, version = version + 1 WHERE id = $1', [id]);

describe('an empty board', () => {
  it('has an empty newest page and no search results', async () => {
    expect(await newestListings(board.sql, 20)).toEqual([]);
    expect(await boardState(board.sql)).toEqual({ count: 0, version: '0' });
    expect(await searchListings(board.sql, { terms: ['x'], before: null, limit: 20 })).toEqual({
      listings: [],
      nextBefore: null,
    });
    expect(await searchListings(board.sql, { terms: [], before: null, limit: 20 })).toEqual({
      listings: [],
      nextBefore: null,
    });
  });
});

describe('a listing', () => {
  it('is found, listed and searched as it was posted', async () => {
    const listing = await created('Grüne Lampe\n\tfür 3 €, d3.js 100%_\\ 漢字 👩‍👩‍👧');
    expect(listing).toEqual({
      id: expect.any(Number),
      body: expect.any(String),
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await findListing(board.sql, listing.id)).toEqual({ kind: 'visible', listing });
    expect(await newestListings(board.sql, 1)).toEqual([listing]);
    for (const term of ['une la', '%_\\', '漢字', 'd3.js', '👩']) {
      const found = await searchListings(board.sql, { terms: [fold(term)], before: null, limit: 20 });
      expect(found).toEqual({ listings: [listing], nextBefore: null });
    }
  });

  it('is missing where there is none, up to the highest id', async () => {
    expect(await findListing(board.sql, Number.MAX_SAFE_INTEGER)).toEqual({ kind: 'missing' });
  });

  it('is deleted by its token alone', async () => {
    const { id } = await created('To be deleted');
    const wrong = createHash('sha256').update('wrong').digest();
    expect(await deleteOwnListing(board.sql, { id, tokenHash: wrong })).toBe(false);
    expect(await deleteOwnListing(board.sql, { id: Number.MAX_SAFE_INTEGER, tokenHash })).toBe(false);
    expect(await findListing(board.sql, id)).toMatchObject({ kind: 'visible' });
    expect(await deleteOwnListing(board.sql, { id, tokenHash })).toBe(true);
    expect(await findListing(board.sql, id)).toEqual({ kind: 'missing' });
    expect(await deleteOwnListing(board.sql, { id, tokenHash })).toBe(false);
  });

  it('is gone from everything but its id once hidden', async () => {
    const { id } = await created('Soon hidden');
    await hide(id);
    expect(await findListing(board.sql, id)).toEqual({ kind: 'hidden' });
    expect((await newestListings(board.sql, 100)).map((listing) => listing.id)).not.toContain(id);
    expect((await searchListings(board.sql, { terms: ['soon'], before: null, limit: 20 })).listings).toEqual([]);
  });

  it('changes the version of the board with every post, hide and delete, and with nothing else', async () => {
    const versions = new Set([await boardVersion(board.sql)]);
    const { id } = await created('Changes the version');
    versions.add(await boardVersion(board.sql));
    await hide(id);
    versions.add(await boardVersion(board.sql));
    const { id: other } = await created('Changes it too');
    versions.add(await boardVersion(board.sql));
    await deleteOwnListing(board.sql, { id: other, tokenHash });
    const last = await boardVersion(board.sql);
    versions.add(last);
    expect(versions.size).toBe(5);

    await post('Changes the version');
    await erasePseudonyms(admin.sql, 0, 1000);
    await findListing(board.sql, id);
    expect(await boardVersion(board.sql)).toBe(last);
  });
});

describe('a text that was posted before', () => {
  it('is a duplicate in any spelling that folds to the same, also where the first is hidden', async () => {
    const { id } = await created('Zwei Stühle');
    expect(await post('ZWEI  STÜHLE')).toEqual({ kind: 'duplicate', existingId: id });
    await hide(id);
    expect(await post('zwei Stu\u0308hle')).toEqual({ kind: 'duplicate', existingId: id });
  });

  it('may be posted again 10 minutes later, or once the first was deleted', async () => {
    const first = await created('Once more');
    await owner.sql.query(
      `UPDATE recent_posts SET posted_at = posted_at - interval '599 seconds' WHERE listing_id = $1`,
      [first.id],
    );
    expect(await post('Once more')).toEqual({ kind: 'duplicate', existingId: first.id });
    await owner.sql.query(
      `UPDATE recent_posts SET posted_at = posted_at - interval '2 seconds' WHERE listing_id = $1`,
      [first.id],
    );
    const second = await created('Once more');
    expect(await post('Once more')).toEqual({ kind: 'duplicate', existingId: second.id });
    await deleteOwnListing(board.sql, { id: second.id, tokenHash });
    await created('Once more');
  });

  it('is created once, of 100 posted at the same time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => post('All at once')));
    const winners = outcomes.flatMap((outcome) => (outcome.kind === 'created' ? [outcome.listing.id] : []));
    expect(winners).toHaveLength(1);
    const named = outcomes.flatMap((outcome) => (outcome.kind === 'duplicate' ? [outcome.existingId] : []));
    expect(named).toEqual(Array.from({ length: 99 }, () => winners[0]));
  });

  it('is forgotten in time, so that what is remembered stays small', async () => {
    await owner.sql.query(
      `INSERT INTO recent_posts SELECT sha256(n::text::bytea), -n, now() - interval '11 minutes' FROM generate_series(1, 200) n`,
    );
    for (let n = 0; n < 130; n += 1) await post(`Ordinary text ${n}`);
    const [row] = await owner.sql.query<{ old: number }>(
      `SELECT count(*) AS old FROM recent_posts WHERE posted_at < now() - interval '11 minutes'`,
    );
    expect(row?.old).toBe(0);
    expect(await countListings(board.sql)).toBeGreaterThan(130);
  });
});

describe('pseudonyms', () => {
  it('are erased when they are old enough, and not before', async () => {
    const { id } = await created('Of somebody', { poster: { client: 'c', network: 'n' } });
    const poster = () => owner.sql.query('SELECT poster, poster_network FROM listings WHERE id = $1', [id]);
    await erasePseudonyms(admin.sql, 30, 1000);
    expect(await poster()).toEqual([{ poster: 'c', poster_network: 'n' }]);
    await owner.sql.query(`UPDATE listings SET created_at = now() - interval '31 days' WHERE id = $1`, [id]);
    expect(await erasePseudonyms(admin.sql, 30, 1000)).toBe(1);
    expect(await poster()).toEqual([{ poster: null, poster_network: null }]);
  });

  it('are erased some at a time, those of reporters too, and not where somebody is changing the row', async () => {
    const ids: number[] = [];
    for (const n of [1, 2, 3])
      ids.push((await created(`Old of somebody ${n}`, { poster: { client: 'c', network: 'n' } })).id);
    await owner.sql.query(`UPDATE listings SET created_at = now() - interval '31 days' WHERE id = ANY ($1)`, [ids]);
    await owner.sql.query(
      `INSERT INTO reports (listing_id, reason, reporter, created_at) VALUES ($1, 'spam', 'r', now() - interval '31 days')`,
      [ids[0]],
    );
    const erase = () => erasePseudonyms(admin.sql, 30, 2);
    await owner.sql.transaction(async (sql) => {
      await sql.query('SELECT FROM listings WHERE id = $1 FOR UPDATE', [ids[2]]);
      expect([await erase(), await erase()]).toEqual([2, 1]);
    });
    expect([await erase(), await erase()]).toEqual([1, 0]);
    expect(await owner.sql.query('SELECT FROM reports WHERE reporter IS NOT NULL')).toEqual([]);
    expect(await owner.sql.query('SELECT FROM listings WHERE id = ANY ($1) AND poster IS NOT NULL', [ids])).toEqual([]);
  });

  it('are erased from the filter that a batch was made by', async () => {
    await owner.sql.query(
      `INSERT INTO visibility_batches (is_hidden, filter, created_by, created_at)
         SELECT true, '{"q": "pills", "poster": "c"}', 'ann', now() - make_interval(days => age) FROM unnest(ARRAY[31, 29]) AS age`,
    );
    expect(await erasePseudonyms(admin.sql, 30, 1000)).toBe(1);
    expect(await owner.sql.query('SELECT filter FROM visibility_batches ORDER BY id')).toEqual([
      { filter: { q: 'pills' } },
      { filter: { q: 'pills', poster: 'c' } },
    ]);
  });
});
