import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fold, parseSearchQuery } from '@initialsdb/contracts';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { listing } from '../../../../tools/seed/listing.js';
import { splitmix32 } from '../../../../tools/seed/random.js';
import { openDatabase, type Database } from '../connection/database.js';
import { indexSearchQueue, searchListings } from './index.js';

/** Words that differ in script, marks, case, width and punctuation; some contain others. */
const words =
  'harbour Harbour bicycle bell Fahrrad Fähre fahre Straße STRASSE ŒUVRE œuvre naïve ﬁne c++ d3.js 100% a_b back\\slash it’s ' +
  'Всем спасибо Лодка ёлка ΟΔΟΣ οδος 漢字 北京市 東京 ﾊｰﾄﾞ ハード 한국어 각 가 العربية ﷺ שלום हिन्दी 👩‍👩‍👧 𠮷野家 İSTANBUL ıI ½ é e x 1 ٣ {a,b} NULL';
const vocabulary = words.split(' ');

let test: TestDatabase;
let board: Database;
let owner: Database;
/** What the database should know: every listing's folded text, and whether visitors see it. */
const truth = new Map<number, { search: string; isHidden: boolean }>();
let lastId = 0;

/** From a fixed seed, so that every run searches the same texts for the same terms. */
const numbers = splitmix32(20261123);
const random = (below: number) => numbers() % below;
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
const jumble = () =>
  Array.from({ length: 1 + random(8) }, () => pick(vocabulary)).join(pick([' ', ' ', '\n', '\u3000', '']));

/** Adds texts, each 7th hidden, with `gap` ids of the next one's at most. */
async function add(bodies: string[], gap = 1): Promise<void> {
  const rows = bodies.map((body) => {
    lastId += 1 + random(gap);
    return { id: lastId, body, search: fold(body), is_hidden: random(7) === 0 };
  });
  await owner.sql.query(
    `INSERT INTO listings (id, body, search, is_hidden) OVERRIDING SYSTEM VALUE
       SELECT id, body, search, is_hidden FROM jsonb_to_recordset($1)
         AS new (id bigint, body text, search text, is_hidden boolean)`,
    [JSON.stringify(rows)],
  );
  for (const { id, search, is_hidden: isHidden } of rows) truth.set(id, { search, isHidden });
}

/** Hides or shows some listings and deletes others; returns which. */
async function moderate(count: number): Promise<number[]> {
  const ids = [...truth.keys()];
  const changed = [...new Set(Array.from({ length: count }, () => pick(ids)))];
  const deleted = new Set(changed.splice(0, changed.length / 2));
  await owner.sql.query('UPDATE listings SET is_hidden = NOT is_hidden WHERE id = ANY ($1)', [changed]);
  await owner.sql.query('DELETE FROM listings WHERE id = ANY ($1)', [[...deleted]]);
  for (const id of changed) truth.get(id)!.isHidden = !truth.get(id)!.isHidden;
  for (const id of deleted) truth.delete(id);
  return [...changed, ...deleted];
}

async function indexUntil(left: number): Promise<void> {
  while ((await indexSearchQueue(board.sql, 1000, left)) > 0);
}

const rebuild = () => owner.sql.query('SELECT rebuild_search()');

interface Page {
  ids: number[];
  nextBefore: number | null;
}
type ReadPage = (terms: string[], before: number | null, limit: number) => Promise<Page>;

const readPage: ReadPage = async (terms, before, limit) => {
  const { listings, nextBefore } = await searchListings(board.sql, { terms, before, limit });
  return { ids: listings.map(({ id }) => id), nextBefore };
};

/** Every id that a search finds, page by page to its end, in the order found. */
async function walk(terms: string[], limit: number, read = readPage, betweenPages?: () => Promise<void>) {
  const ids: number[] = [];
  let before: number | null = null;
  do {
    const page = await read(terms, before, limit);
    expect(page.ids.length).toBeLessThanOrEqual(limit);
    expect(page.nextBefore ?? 0).toBeLessThan(before ?? Infinity);
    ids.push(...page.ids);
    before = page.nextBefore;
    if (before !== null) await betweenPages?.();
  } while (before !== null);
  return ids;
}

function expected(terms: string[]): number[] {
  const matching = [...truth].filter(
    ([, { search, isHidden }]) => !isHidden && terms.every((term) => search.includes(term)),
  );
  return matching.map(([id]) => id).toSorted((a, b) => b - a);
}

/** A piece of some listing's text, a word, or both, or more; now and then what no listing has. */
function query(): string[] {
  const characters = Array.from(pick([...truth.values()]).search);
  const start = random(characters.length);
  const piece = characters.slice(start, start + pick([1, 1, 2, 2, 3, 4, 5, 8, 12, 20])).join('');
  const terms = parseSearchQuery(
    pick([
      pick(vocabulary),
      `${pick(vocabulary)} ${pick(vocabulary)}`,
      `"${piece}"`,
      `"${piece}"`,
      `"${piece}" ${pick(vocabulary)}`,
      `"${piece}z"`,
      `${characters[start]} e a n r`,
    ]),
  );
  return terms.length > 0 ? terms : query();
}

/** Of so many searches, each read to its end, those that find anything but what they should, in another order or twice. */
async function wrongSearches(count: number, read = readPage) {
  const wrong = [];
  for (let n = 0; n < count; n += 1) {
    const terms = query();
    const ids = expected(terms);
    const found = await walk(terms, ids.length > 60 ? 100 : pick([3, 20, 100]), read);
    if (found.join() !== ids.join()) wrong.push({ terms, found, expected: ids });
  }
  return wrong;
}

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
  owner = openDatabase({ ...test.settings.owner, statementTimeoutMs: 60_000 });
  // Closely spaced texts that have every run of four of "pqrstu", and not the word; then others with gaps between their ids.
  await add(Array.from({ length: 1700 }, (_, n) => `${jumble()} pqrst qrstu${n === 99 ? ' pqrstu' : ''}`));
  lastId += 2 ** 24;
  await add(
    Array.from({ length: 1300 }, (_, n) => (n % 3 === 0 ? jumble() : listing(1, n))),
    50_000,
  );
}, 120_000);

afterAll(async () => {
  await Promise.all([board?.close(), owner?.close()]);
  await test?.drop();
});

describe('a search finds what contains every term, each once and newest first, as fold() defines it', () => {
  it.each([
    { state: 'with nothing in the index', begin: () => moderate(60) },
    { state: 'with the index behind', begin: () => indexUntil(1200) },
    { state: 'with some texts still queued', begin: () => indexUntil(200) },
    { state: 'with everything in the index', begin: () => indexUntil(0) },
    { state: 'after hides and deletes', begin: () => moderate(200) },
    { state: 'with the index built anew', begin: rebuild },
  ])(
    '$state',
    async ({ begin }) => {
      await begin();
      expect(await wrongSearches(40)).toEqual([]);
    },
    120_000,
  );

  it.each([
    { what: 'after a step', budgetMs: 1, searches: 30 },
    { what: 'after a text', budgetMs: 0, searches: 2 },
  ])(
    'with every page ended for lack of time $what',
    async ({ budgetMs, searches }) => {
      const withoutTime: ReadPage = async (terms, before, limit) => {
        const [page] = await board.sql.query<{ ids: string[]; next_before: number | null }>(
          'SELECT * FROM search_page($1, $2, $3, $4)',
          [terms, before ?? Number.MAX_SAFE_INTEGER, limit, budgetMs],
        );
        return { ids: page!.ids.map(Number), nextBefore: page!.next_before };
      };
      expect(await wrongSearches(searches, withoutTime)).toEqual([]);
    },
    120_000,
  );

  it('for every single character there is', async () => {
    const queries = [...new Set(fold(words))].map(parseSearchQuery).filter((terms) => terms.length > 0);
    for (const terms of queries) expect([terms, await walk(terms, 100)]).toEqual([terms, expected(terms)]);
  }, 120_000);

  it('where more texts than it may read look like it', async () => {
    expect(await walk(['pqrstu'], 20)).toEqual(expected(['pqrstu']));
  });

  it('without terms: every visible listing', async () => {
    expect(await walk([], 100)).toEqual(expected([]));
  });

  it('where a text of a low id comes late', async () => {
    const newest = lastId;
    lastId = 2000;
    await add(['straggler harbour', 'straggler bell']);
    lastId = newest;
    expect(await wrongSearches(20)).toEqual([]);
    const stragglers = expected(['straggler']);
    expect(await readPage(['straggler'], 100_000, 20)).toEqual({ ids: stragglers, nextBefore: null });
  }, 60_000);

  it('while posts arrive, texts are indexed and others are hidden and deleted', async () => {
    for (const terms of [['harbour'], ['e'], ['pqrst'], ['の'], ['klavier'], ['fahr', 'x']]) {
      const before = expected(terms);
      const newest = lastId;
      const moderated = new Set<number>();
      const found = await walk(terms, 30, readPage, async () => {
        await add([jumble(), listing(2, lastId)], 5000);
        for (const id of await moderate(4)) moderated.add(id);
        await indexSearchQueue(board.sql, 20, 5);
      });
      expect(found).toEqual([...new Set(found)].toSorted((a, b) => b - a));
      const others = (ids: number[]) => ids.filter((id) => id <= newest && !moderated.has(id));
      expect(others(found)).toEqual(others(before));
    }
  }, 60_000);

  it('where it has to wait for an index that is built anew', async () => {
    const terms = ['harbour'];
    let walking: Promise<number[]> | undefined;
    await owner.sql.transaction(async (sql) => {
      await sql.query('SELECT rebuild_search()');
      walking = walk(terms, 100);
      const waiting = `SELECT FROM pg_locks JOIN pg_database d ON d.oid = database AND datname = current_database() WHERE NOT granted`;
      while ((await sql.query(waiting)).length === 0) await sleep(5);
    });
    expect(await walking).toEqual(expected(terms));
  }, 60_000);

  it('where each text takes long to compare, page by page, none of which comes near the limit of a statement', async () => {
    // Comparing all of them takes seconds: at each place the term nearly fits.
    const nearly = '⁗'.repeat(1980);
    await add([`${nearly.slice(0, 300)}x`, ...Array.from({ length: 100 }, (_, n) => `${nearly}${n}`)]);
    await add(Array.from({ length: 600 }, jumble));
    const hurried = openDatabase({ ...test.settings.public, statementTimeoutMs: 1000 });
    const inTime: ReadPage = async (terms, before, limit) => {
      const page = await searchListings(hurried.sql, { terms, before, limit });
      return { ids: page.listings.map(({ id }) => id), nextBefore: page.nextBefore };
    };
    try {
      for (const left of [10_000, 0]) {
        await indexUntil(left);
        const terms = [fold(`${'⁗'.repeat(199)}x`)];
        expect(await walk(terms, 20, inTime)).toEqual(expected(terms));
      }
    } finally {
      await hurried.close();
    }
  }, 120_000);

  it('and keeps one text of each listing', async () => {
    const rows = await owner.sql.query<{ id: number; search: string }>('SELECT id, search FROM search_texts');
    expect(new Map(rows.map(({ id, search }) => [id, search]))).toEqual(
      new Map([...truth].map(([id, { search }]) => [id, search])),
    );
    expect(rows).toHaveLength(truth.size);
  });

  it('on an empty board: nothing, at once', async () => {
    await owner.sql.query('TRUNCATE listings CASCADE');
    expect(await readPage(['harbour'], null, 20)).toEqual({ ids: [], nextBefore: null });
  });
});
