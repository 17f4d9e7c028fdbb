import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fold, parseSearchQuery } from '@initialsdb/contracts';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { drainSearchQueue, indexSearchQueue, searchListings } from './index.js';

/** Words that differ in script, marks, case, width and punctuation; some contain others. */
const words =
  'harbour Harbour bicycle bell Fahrrad Fähre fahre Straße STRASSE ŒUVRE œuvre naïve ﬁne c++ d3.js 100% a_b back\\slash it’s ' +
  'Всем спасибо Лодка ёлка ΟΔΟΣ οδος 漢字 北京市 東京 ﾊｰﾄﾞ ハード 한국어 العربية שלום हिन्दी 👩‍👩‍👧 é e x 1 ٣';
const vocabulary = words.split(' ');

let test: TestDatabase;
let board: Database;
let owner: Database;
/** Folded texts of the visible listings by id, as the database should see them. */
const truth = new Map<number, string>();

/** A small generator of its own (mulberry32), so that every run searches the same texts. */
let state = 20261123;
function random(below: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
const text = () =>
  Array.from({ length: 1 + random(12) }, () => pick(vocabulary)).join(pick([' ', ' ', '\n', '\u3000', '']));

async function add(count: number): Promise<void> {
  const bodies = Array.from({ length: count }, text);
  const rows = await owner.sql.query<{ id: number; body: string }>(
    `INSERT INTO listings (body, search, is_hidden)
       SELECT body, search, number % 7 = 0 FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS new (body, search, number)
       RETURNING id, CASE WHEN NOT is_hidden THEN body END AS body`,
    [bodies, bodies.map(fold)],
  );
  for (const { id, body } of rows) if (body !== null) truth.set(id, fold(body));
}

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
  owner = openDatabase(test.settings.owner);
  await add(3000);
  while ((await indexSearchQueue(board.sql, 2000)) > 0);
  await add(300);
}, 120_000);

afterAll(async () => {
  await Promise.all([board?.close(), owner?.close()]);
  await test?.drop();
});

/** Every id that a search finds, page by page to its end, in the order found. */
async function walk(terms: string[], limit: number): Promise<number[]> {
  const ids: number[] = [];
  let before: number | null = null;
  do {
    const page = await searchListings(board.sql, { terms, before, limit });
    expect(page.listings.length).toBeLessThanOrEqual(limit);
    ids.push(...page.listings.map(({ id }) => id));
    before = page.nextBefore;
  } while (before !== null);
  return ids;
}

function expected(terms: string[]): number[] {
  const matching = [...truth].filter(([, search]) => terms.every((term) => search.includes(term)));
  return matching.map(([id]) => id).toSorted((a, b) => b - a);
}

async function queued(): Promise<number> {
  const [row] = await owner.sql.query<{ count: number }>('SELECT count(*) AS count FROM search_queue');
  return row?.count ?? 0;
}

describe('a search', () => {
  it('finds what contains every term, each once and newest first, as fold() defines it', async () => {
    for (let n = 0; n < 80; n += 1) {
      const sample = pick([...truth.values()]);
      const start = random(sample.length);
      const piece = sample.slice(start, start + 1 + random(9));
      const q = pick([
        pick(vocabulary),
        `${pick(vocabulary)} ${pick(vocabulary)}`,
        `"${piece}"`,
        `"${piece}" ${pick(vocabulary)}`,
        'absent',
      ]);
      const terms = parseSearchQuery(q).filter((term) => term.isWellFormed());
      expect([q, await walk(terms, pick([20, 100]))]).toEqual([q, expected(terms)]);
    }
  }, 120_000);

  it('finds every single character there is', async () => {
    const queries = [...new Set(words)].map(parseSearchQuery).filter((terms) => terms.length > 0);
    const found: number[][] = [];
    for (const terms of queries) found.push(await walk(terms, 100));
    expect(found).toEqual(queries.map(expected));
  }, 120_000);

  it('without terms is every visible listing', async () => {
    expect(await walk([], 100)).toEqual(expected([]));
  });

  it('is not disturbed by posts and indexing that go on meanwhile', async () => {
    const terms = ['harbour'];
    const before = expected(terms);
    const newest = Math.max(...truth.keys());
    const walking = walk(terms, 5);
    for (let n = 0; n < 10; n += 1) {
      await add(30);
      await indexSearchQueue(board.sql, 200);
    }
    expect((await walking).filter((id) => id <= newest)).toEqual(before);
    expect(await walk(terms, 100)).toEqual(expected(terms));
  }, 60_000);

  it('finds the same when its index was built anew, which goes on being added to', async () => {
    await add(100);
    await owner.sql.query('SELECT rebuild_search()');
    expect(await queued()).toBe(0);
    expect(await walk(['harbour'], 100)).toEqual(expected(['harbour']));

    await add(300);
    expect(await walk(['fahre'], 100)).toEqual(expected(['fahre']));
    await drainSearchQueue(board.sql, new AbortController().signal);
    expect(await queued()).toBe(256);
    expect(await walk(['fahre'], 100)).toEqual(expected(['fahre']));
    const [rights] = await owner.sql.query(
      `SELECT has_table_privilege('initialsdb_admin', 'search_texts', 'SELECT') AS console,
              has_table_privilege('initialsdb_public', 'search_texts', 'SELECT') AS board`,
    );
    expect(rights).toEqual({ console: true, board: false });
  }, 60_000);

  it('no longer finds what was deleted, queued or indexed', async () => {
    const ids = [...truth.keys()];
    for (const id of [ids[0]!, ids.at(-1)!]) {
      await owner.sql.query('DELETE FROM listings WHERE id = $1', [id]);
      const search = truth.get(id)!;
      truth.delete(id);
      expect(await walk([search.slice(0, 200)], 100)).not.toContain(id);
    }
    const [row] = await owner.sql.query(
      'SELECT count(*) AS texts, (SELECT count(*) FROM listings) AS listings FROM search_texts',
    );
    expect(row?.texts).toBe(row?.listings);
  });
});
