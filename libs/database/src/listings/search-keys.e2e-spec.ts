import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fold } from '@initialsdb/contracts';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { listing } from '../../../../tools/seed/listing.js';
import { splitmix32 } from '../../../../tools/seed/random.js';
import { openDatabase, type Database } from '../connection/database.js';

const keysMax = 5;

let test: TestDatabase;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  owner = openDatabase(test.settings.owner);
}, 60_000);

afterAll(async () => {
  await owner?.close();
  await test?.drop();
});

/** Of pairs of a text and a term those whose term's keys the text lacks: such a text is no candidate. */
async function ruledOut(pairs: { text: string; term: string }[], max = keysMax) {
  return owner.sql.query<{ text: string; term: string }>(
    `SELECT text, term FROM jsonb_to_recordset($1) AS pairs (text text, term text), search_conditions(ARRAY[term], $2)
      WHERE NOT (search_keys(text) @> all_of AND search_keys(text) && one_of)`,
    [JSON.stringify(pairs), max],
  );
}

describe('the keys of the search index', () => {
  it('of any piece of a text are among the keys of the text', async () => {
    const numbers = splitmix32(20261128);
    const random = (below: number) => numbers() % below;
    const pairs = Array.from({ length: 3000 }, (_, n) => {
      const text = fold(listing(3, n));
      const characters = Array.from(text);
      const start = random(characters.length);
      return { text, term: characters.slice(start, start + 1 + random(30)).join('') };
    });
    expect(await ruledOut(pairs)).toEqual([]);
    expect(await ruledOut(pairs, 1)).toEqual([]);
  });

  it('tell a phrase from a text that has each of its words and each of its runs of four', async () => {
    const term = 'zaaa bbbz';
    const runs = 'zaaa aa bb, a bbbz';
    for (let i = 0; i + 4 <= term.length; i += 1) expect(runs).toContain(term.slice(i, i + 4));
    expect(await ruledOut([{ text: runs, term }])).toHaveLength(1);
    expect(await ruledOut([{ text: `so ${term} it is`, term }])).toEqual([]);
  });

  it('tell a word of three from a text that has both of its pairs', async () => {
    expect(await ruledOut([{ text: 'pathos fishes', term: 'ths' }])).toHaveLength(1);
    for (const text of ['ths', 'months', 'the ths', 'maths: easy', 'ths漢'])
      expect(await ruledOut([{ text, term: 'ths' }])).toEqual([]);
  });

  it('of several terms are asked for together', async () => {
    const isCandidate = async (terms: string[], text: string) =>
      (
        await owner.sql.query<{ is: boolean }>(
          `SELECT search_keys($1) @> all_of AND search_keys($1) && one_of AS is FROM search_conditions($2, 1)`,
          [text, terms],
        )
      )[0]!.is;
    for (const terms of [
      ['cat', 'dog', 'harbour', 'x', '漢字'],
      ['cat', 'dog', 'x', 'yz'],
    ]) {
      expect(await isCandidate(terms, 'a dog, a cat and 漢字 of the harbour: x, yz')).toBe(true);
      for (const missing of terms) {
        const text = terms.filter((term) => term !== missing).join(' ');
        expect([missing, await isCandidate(terms, text)]).toEqual([missing, false]);
      }
    }
    // One of three characters is left to the comparison where enough else is asked for.
    const many = ['harbour', 'bicycle', 'klavier', 'sofa'];
    expect(await isCandidate([...many, 'dog'], many.join(' '))).toBe(true);
  });

  it('are few for a term of any length, and at least one', async () => {
    for (const term of ['x', '漢', 'xy', 'xyz', 'wxyz', 'a b', 'the house', 'x'.repeat(200), 'the '.repeat(50)]) {
      const [row] = await owner.sql.query<{ runs: number }>('SELECT cardinality(search_term_runs($1, $2)) AS runs', [
        term,
        keysMax,
      ]);
      expect([term, row!.runs]).toEqual([term, Math.min(keysMax, Math.max(1, row!.runs))]);
    }
  });
});
