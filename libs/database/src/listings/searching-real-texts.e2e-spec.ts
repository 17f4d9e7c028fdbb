import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fold, parseSearchQuery, SearchTooLargeError } from '@initialsdb/contracts';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { declarationTexts } from '@initialsdb/testing/declaration-texts';
import { splitmix32 } from '../../../../tools/seed/random.js';
import { openDatabase, type Database } from '../connection/database.js';
import { indexSearchQueue, searchListings } from './index.js';

const textsCount = 4000;
const queriesCount = 400;

let test: TestDatabase;
let board: Database;
let owner: Database;

/** From a fixed seed, so that every run searches the same texts for the same terms. */
const numbers = splitmix32(20261128);
const random = (below: number) => numbers() % below;
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;

const all = declarationTexts();
const bodies = Array.from({ length: textsCount }, () => pick(all));
/** Folded texts that visitors see, by id. */
const visible = new Map<number, string>();

async function add(texts: readonly string[]): Promise<number[]> {
  const rows = await owner.sql.query<{ id: number; search: string }>(
    `INSERT INTO listings (body, search) SELECT * FROM unnest($1::text[], $2::text[]) AS new (body, search) RETURNING id`,
    [texts, texts.map(fold)],
  );
  rows.forEach(({ id }, n) => visible.set(id, fold(texts[n]!)));
  return rows.map(({ id }) => id);
}

/** What somebody may type who has seen one of the texts: pieces of it, as it is or in another case or without its marks. */
function query(): string {
  const text = pick(bodies);
  const words = text.split(/\s+/u);
  const characters = Array.from(text);
  const piece = (length: number) => {
    const start = random(characters.length);
    return characters.slice(start, start + length).join('');
  };
  const start = random(words.length);
  const phrase = words.slice(start, start + 2 + random(3)).join(' ');
  const q = pick([
    () => pick(words),
    () => `${pick(words)} ${pick(words)}`,
    () => `${pick(words)} ${pick(pick(bodies).split(/\s+/u))}`,
    () => `"${phrase}"`,
    () => `"${phrase}`,
    () => piece(1),
    () => piece(2),
    () => piece(3),
    () => `"${piece(3 + random(12))}"`,
    () => `"${piece(2 + random(8))}z"`,
    () => words.slice(start, start + 8).join(' '),
  ])();
  return pick([(s: string) => s, (s: string) => s.toUpperCase(), (s: string) => s.normalize('NFD'), fold])(q);
}

/** A query and the terms that the contract splits it into. */
function search(): { q: string; terms: string[] } {
  const q = query();
  try {
    const terms = parseSearchQuery(q);
    return terms.length > 0 ? { q, terms } : search();
  } catch (error) {
    if (error instanceof SearchTooLargeError) return search();
    throw error;
  }
}

/** Ids that a search finds, each page of it read. */
async function walk(terms: string[], limit: number): Promise<number[]> {
  const ids: number[] = [];
  let before: number | null = null;
  do {
    const page = await searchListings(board.sql, { terms, before, limit });
    ids.push(...page.listings.map(({ id }) => id));
    before = page.nextBefore;
  } while (before !== null);
  return ids;
}

const expected = (terms: string[]) =>
  [...visible]
    .filter(([, text]) => terms.every((term) => text.includes(term)))
    .map(([id]) => id)
    .toSorted((a, b) => b - a);

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
  owner = openDatabase({ ...test.settings.owner, statementTimeoutMs: 60_000 });
  await add(bodies.slice(0, textsCount - 700));
  while ((await indexSearchQueue(board.sql, 1000, 0)) > 0);
  await add(bodies.slice(textsCount - 700));
}, 120_000);

afterAll(async () => {
  await Promise.all([board?.close(), owner?.close()]);
  await test?.drop();
});

describe('among texts of five hundred languages a search finds just what fold() says', () => {
  it('page by page, each listing once and newest first', async () => {
    let found = 0;
    for (let n = 0; n < queriesCount; n += 1) {
      const { q, terms } = search();
      const ids = expected(terms);
      found += ids.length;
      expect({ q, ids: await walk(terms, pick([20, 100])) }).toEqual({ q, ids });
    }
    // Queries of which none finds anything would prove nothing.
    expect(found).toBeGreaterThan(10 * queriesCount);
  }, 120_000);

  it('while posts arrive, texts are moved to the index and others are hidden', async () => {
    const before = new Map(visible);
    const hidden = new Set<number>();
    const over = new AbortController();
    const posting = (async () => {
      while (!over.signal.aborted) {
        await add([pick(all), pick(all)]);
        const id = pick([...before.keys()]);
        hidden.add(id);
        await owner.sql.query('UPDATE listings SET is_hidden = true WHERE id = $1', [id]);
        await sleep(5);
      }
    })();
    const indexing = (async () => {
      while (!over.signal.aborted) {
        await indexSearchQueue(board.sql, 50, 3);
        await sleep(5);
      }
    })();
    try {
      for (let n = 0; n < queriesCount / 10; n += 1) {
        const { q, terms } = search();
        const ids = await walk(terms, pick([5, 20, 100]));
        const stayed = (some: number[]) => some.filter((id) => before.has(id) && !hidden.has(id));
        expect({ q, ids }).toEqual({ q, ids: [...new Set(ids)].toSorted((a, b) => b - a) });
        expect({ q, ids: stayed(ids) }).toEqual({ q, ids: stayed(expected(terms)) });
      }
    } finally {
      over.abort();
      await Promise.all([posting, indexing]);
    }
    expect(visible.size).toBeGreaterThan(before.size);
  }, 120_000);
});
