import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { reportListing, type NewReport } from './report-listing.js';

let test: TestDatabase;
let board: Database;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
  owner = openDatabase(test.settings.owner);
  await owner.sql.query(`INSERT INTO listings (body, search, is_hidden) VALUES ('a', 'a', false), ('b', 'b', true)`);
}, 60_000);

afterAll(async () => {
  await Promise.all([board?.close(), owner?.close()]);
  await test?.drop();
});

const report = (overrides: Partial<NewReport> = {}) =>
  reportListing(board.sql, { listingId: 1, reason: 'spam', note: null, reporter: 'r', ...overrides });

describe('a report', () => {
  it('is taken once per reporter and listing, also of many at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => report()));
    expect(outcomes.toSorted()).toEqual(['created', ...Array.from({ length: 19 }, () => 'duplicate')]);
    expect(await report({ reporter: 'another', reason: 'other', note: 'Ärger' })).toBe('created');
  });

  it('is not taken for what is hidden or gone', async () => {
    expect(await report({ listingId: 2 })).toBe('hidden');
    expect(await report({ listingId: Number.MAX_SAFE_INTEGER })).toBe('missing');
  });

  it('goes with its listing', async () => {
    await owner.sql.query('DELETE FROM listings WHERE id = 1');
    expect(await owner.sql.query('SELECT 1 FROM reports')).toEqual([]);
  });
});
