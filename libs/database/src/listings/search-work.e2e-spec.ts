import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import type { Sql } from '../connection/sql.js';
import { indexSearchQueue } from './index.js';

/** Ids of a window of the second size: the largest that is read without a look into it before. */
const windowIds = 2 ** 16;

let test: TestDatabase;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  owner = openDatabase({ ...test.settings.owner, statementTimeoutMs: 60_000 });
}, 60_000);

afterAll(async () => {
  await owner?.close();
  await test?.drop();
});

interface Page {
  ids: number[];
  nextBefore: number | null;
  /** Entries that the page read from the index of texts and from the queue's; those of dead rows count. */
  read: { texts: number; queue: number };
}

/** A page with time enough, and what PostgreSQL counted meanwhile: work that doesn't depend on the machine. */
function pageWithWork(term: string): Promise<Page> {
  return owner.sql.transaction(async (sql: Sql) => {
    const before = await entriesRead(sql);
    const [page] = await sql.query<{ ids: string[]; next_before: number | null }>(
      'SELECT * FROM search_page(ARRAY[$1], $2, 20, 1000)',
      [term, Number.MAX_SAFE_INTEGER],
    );
    const after = await entriesRead(sql);
    return {
      ids: page!.ids.map(Number),
      nextBefore: page!.next_before,
      read: { texts: after.texts - before.texts, queue: after.queue - before.queue },
    };
  });
}

/** What this session read so far, as far as it was not reported yet. */
async function entriesRead(sql: Sql): Promise<Page['read']> {
  const [read] = await sql.query<Page['read']>(`
    SELECT pg_stat_get_xact_tuples_returned('search_entries_index'::regclass)::int AS texts,
           pg_stat_get_xact_tuples_returned('search_queue_pkey'::regclass)::int AS queue`);
  return read!;
}

/** Listings and their texts in the index, as they are after a load of many. */
async function add(from: number, to: number, text: string): Promise<void> {
  await owner.sql.query(
    `INSERT INTO listings (id, body, search) OVERRIDING SYSTEM VALUE SELECT id, $3, $3 FROM generate_series($1::bigint, $2::bigint) AS id`,
    [from, to, text],
  );
}

describe('what a page of a search reads', () => {
  it('is bounded where what is nowhere lately was in every text long ago', async () => {
    const old = 1.5 * windowIds;
    const recent = 2 ** 20;
    // Each run of four of the word, and not the word.
    await add(1, old, 'qrst rstu stuv');
    await add(recent + 1, recent + 6000, 'something else');
    await owner.sql.query(`UPDATE search_queue SET search = 'qrstuv' WHERE id = 17`);
    await owner.sql.query('SELECT rebuild_search()');

    const { ids, nextBefore, read } = await pageWithWork('qrstuv');
    expect({ ids, nextBefore }).toEqual({ ids: [17], nextBefore: null });
    // Each of them once, a window's that turned out too full once more, and one look into the past.
    expect(read.texts).toBeLessThan(2 * old);
  }, 120_000);

  it('leaves out what was moved to the index and can’t be vacuumed yet', async () => {
    await owner.sql.query('TRUNCATE listings CASCADE');
    await add(1, 6000, 'harbour');
    const reader = openDatabase(test.settings.owner);
    await reader.sql.transaction(async (sql) => {
      await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await sql.query('SELECT count(*) FROM listings');
      while ((await indexSearchQueue(owner.sql, 1000, 0)) > 0);
      const { ids, read } = await pageWithWork('harbour');
      expect(ids).toHaveLength(20);
      expect(read.queue).toBeLessThan(600);
    });
    await reader.close();
  }, 60_000);
});
