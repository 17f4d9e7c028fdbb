import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { addActivity } from '../activity/add-activity.js';
import { openDatabase, type Database } from '../connection/database.js';
import { hitBlocks } from './hit-blocks.js';

let test: TestDatabase;
let board: Database;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
  owner = openDatabase(test.settings.owner);
  await owner.sql.query(`
    INSERT INTO blocks (poster, matches, scope, reason, created_by, expires_at) VALUES
      ('one', 'one', 'client', 'spam', 'ann', NULL),
      ('a client of it', 'net', 'network', 'spam', 'ann', now() + interval '1 day'),
      ('old', 'old', 'client', 'spam', 'ann', now() - interval '1 second')`);
}, 60_000);

afterAll(async () => {
  await Promise.all([board?.close(), owner?.close()]);
  await test?.drop();
});

describe('blocks', () => {
  it('stop their client, or everybody of their network, until they expire, and count each hit', async () => {
    expect(await hitBlocks(board.sql, { client: 'one', network: 'other' })).toBe(true);
    expect(await hitBlocks(board.sql, { client: 'one', network: 'net' })).toBe(true);
    expect(await hitBlocks(board.sql, { client: 'other', network: 'net' })).toBe(true);
    expect(await hitBlocks(board.sql, { client: 'old', network: 'other' })).toBe(false);
    // Pseudonyms of clients and of networks are different things.
    expect(await hitBlocks(board.sql, { client: 'net', network: 'one' })).toBe(false);
    expect(
      await owner.sql.query('SELECT matches, hits, last_hit_at IS NOT NULL AS hit FROM blocks ORDER BY id'),
    ).toEqual([
      { matches: 'one', hits: 2, hit: true },
      { matches: 'net', hits: 2, hit: true },
      { matches: 'old', hits: 0, hit: false },
    ]);
  });
});

describe('activity', () => {
  it('adds up by the hour, under plain names only', async () => {
    await addActivity(
      board.sql,
      new Map([
        ['posted', 2],
        ['refused.rate-limit', 5],
        ['<b>', 1],
        ['x'.repeat(81), 1],
        ['none', 0],
      ]),
    );
    await addActivity(board.sql, new Map([['posted', 1]]));
    await addActivity(board.sql, new Map());
    expect(await owner.sql.query('SELECT name, count FROM activity ORDER BY name')).toEqual([
      { name: 'posted', count: 3 },
      { name: 'refused.rate-limit', count: 5 },
    ]);
  });
});
