import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fold } from '@initialsdb/contracts';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { countListings, newestListings, type NewListing, PostBatches, postListings } from './index.js';

let test: TestDatabase;
let board: Database;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
  owner = openDatabase(test.settings.owner);
}, 60_000);

afterAll(async () => {
  await Promise.all([board?.close(), owner?.close()]);
  await test?.drop();
});

const listing = (body: string, overrides: Partial<NewListing> = {}): NewListing => ({
  body,
  search: fold(body),
  poster: { client: `client of ${body}`, network: 'network' },
  deleteTokenHash: Buffer.from(body.padEnd(32)),
  ...overrides,
});

/** How many transactions the listings came in with. */
async function transactionsOf(bodies: readonly string[]): Promise<number> {
  const [row] = await owner.sql.query<{ transactions: number }>(
    'SELECT count(DISTINCT xmin::text) AS transactions FROM listings WHERE body = ANY ($1)',
    [bodies],
  );
  return row?.transactions ?? 0;
}

describe('posts in one statement', () => {
  it('come back in the order given, each with what is its own', async () => {
    const bodies = ['first', 'second', 'third "quoted", {braces} \\ and NULL', 'NULL', 'fünfte\n\tZeile'];
    const outcomes = await postListings(board.sql, [
      ...bodies.map((body) => listing(body)),
      listing('nobody', { poster: null }),
    ]);
    const ids = outcomes.flatMap((outcome) => (outcome.kind === 'created' ? [outcome.listing.id] : []));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    const rows = await owner.sql.query(
      'SELECT body, poster, poster_network, delete_token_hash FROM listings WHERE id = ANY ($1) ORDER BY id',
      [ids],
    );
    expect(rows).toEqual([
      ...bodies.map((body) => ({
        body,
        poster: `client of ${body}`,
        poster_network: 'network',
        delete_token_hash: Buffer.from(body.padEnd(32)),
      })),
      { body: 'nobody', poster: null, poster_network: null, delete_token_hash: Buffer.from('nobody'.padEnd(32)) },
    ]);
    expect(await newestListings(board.sql, 1)).toEqual([expect.objectContaining({ body: 'nobody' })]);
  });

  it('are created once where several are of one text, and the others name that one', async () => {
    const before = await countListings(board.sql);
    const [first, other, second, third] = await postListings(
      board.sql,
      ['Same text', 'Another text', 'SAME  text', 'same TEXT'].map((body) => listing(body)),
    );
    if (first?.kind !== 'created') throw new Error('The first is the one.');
    expect(other?.kind).toBe('created');
    expect([second, third]).toEqual([1, 2].map(() => ({ kind: 'duplicate', existingId: first.listing.id })));
    expect(await countListings(board.sql)).toBe(before + 2);
  });

  it('never wait for each other in a circle, whatever the order of their texts', async () => {
    const bodies = Array.from({ length: 40 }, (_, n) => `Crossing ${n}`);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => {
        const order = n % 2 === 0 ? bodies : bodies.toReversed();
        return postListings(
          board.sql,
          order.map((body) => listing(body)),
        );
      }),
    );
    expect(outcomes.flat().filter(({ kind }) => kind === 'created')).toHaveLength(40);
  });
});

describe('posts of many posters', () => {
  it('go at once when alone, and together while another is on its way', async () => {
    const batches = new PostBatches(board.sql);
    const bodies = Array.from({ length: 100 }, (_, n) => `Poster ${n}`);
    const outcomes = await Promise.all(bodies.map((body) => batches.post(listing(body))));
    expect(outcomes.map((outcome) => outcome.kind === 'created' && outcome.listing.body)).toEqual(bodies);
    // One alone, 64 and the other 35.
    expect(await transactionsOf(bodies)).toBe(3);
  });

  it('are answered after their commit', async () => {
    const batches = new PostBatches(board.sql);
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const outcome = await batches.post(listing(`Committed ${n}`));
        const [newest] = await newestListings(owner.sql, 1);
        expect(outcome).toMatchObject({ kind: 'created' });
        expect(newest!.id).toBeGreaterThanOrEqual(outcome.kind === 'created' ? outcome.listing.id : Infinity);
      }),
    );
  });

  it('fail each by itself: what PostgreSQL refuses takes no other with it', async () => {
    const batches = new PostBatches(board.sql);
    const bodies = ['Leads', 'Before', 'Refused', 'After'];
    const settled = await Promise.allSettled(
      bodies.map((body) => batches.post(listing(body, body === 'Refused' ? { search: 'a\0b' } : {}))),
    );
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await newestListings(board.sql, 3)).map(({ body }) => body)).toEqual(['After', 'Before', 'Leads']);
  });

  it('go ahead of one that is stuck, and fail within their own time', async () => {
    const stuck = openDatabase({ ...test.settings.owner, statementTimeoutMs: 0 });
    const impatient = openDatabase({ ...test.settings.public, statementTimeoutMs: 600 });
    const batches = new PostBatches(impatient.sql);
    try {
      await stuck.sql.transaction(async (sql) => {
        await postListings(sql, [listing('Not decided yet')]);
        const waiting = batches.post(listing('Not decided yet'));
        const passed = await Promise.all(['Passes 1', 'Passes 2'].map((body) => batches.post(listing(body))));
        expect(passed.map(({ kind }) => kind)).toEqual(['created', 'created']);
        await expect(waiting).rejects.toMatchObject({ code: '57014' });
      });
    } finally {
      await Promise.all([stuck.close(), impatient.close()]);
    }
  });

  it('go ahead all at once of one that is stuck, so that none waits longer for its turn than for a connection', async () => {
    const stuck = openDatabase({ ...test.settings.owner, statementTimeoutMs: 0 });
    const narrow = openDatabase({ ...test.settings.public, poolMax: 2, connectionTimeoutMs: 300 });
    const batches = new PostBatches(narrow.sql);
    const bodies = Array.from({ length: 1 + 20 * 64 }, (_, n) => `Behind ${n}`);
    let settled: Promise<unknown> = Promise.resolve();
    let mostWaiting = 0;
    try {
      await stuck.sql.transaction(async (sql) => {
        await sql.query('LOCK TABLE recent_posts IN ACCESS EXCLUSIVE MODE');
        settled = Promise.allSettled(bodies.map((body) => batches.post(listing(body))));
        const isOver = settled.then(() => true);
        while (mostWaiting < 19 && !(await Promise.race([isOver, sleep(5, false)]))) {
          mostWaiting = Math.max(mostWaiting, narrow.poolUse().waiting);
        }
      });
      await settled;
      expect(mostWaiting).toBe(19);
    } finally {
      await Promise.all([stuck.close(), narrow.close()]);
    }
  });

  it('all fail where the database is away, and none is lost silently', async () => {
    const away = openDatabase({ ...test.settings.public, port: 1 });
    const batches = new PostBatches(away.sql);
    const settled = await Promise.allSettled(['Away 1', 'Away 2', 'Away 3'].map((body) => batches.post(listing(body))));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await away.close();
  });
});
