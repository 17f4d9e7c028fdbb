import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { addActivity } from '../activity/add-activity.js';
import { openDatabase, type Database } from '../connection/database.js';
import { erasePseudonyms } from '../listings/erase-pseudonyms.js';
import { hitBlocks } from './hit-blocks.js';

let test: TestDatabase;
let board: Database;
let admin: Database;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
  admin = openDatabase(test.settings.admin);
  owner = openDatabase(test.settings.owner);
  await owner.sql.query(`
    INSERT INTO blocks (poster, matches, scope, reason, created_by, expires_at) VALUES
      ('one', 'one', 'client', 'spam', 'ann', NULL),
      ('a client of it', 'net', 'network', 'spam', 'ann', now() + interval '1 day'),
      ('old', 'old', 'client', 'spam', 'ann', now() - interval '1 second')`);
}, 60_000);

afterAll(async () => {
  await Promise.all([board?.close(), admin?.close(), owner?.close()]);
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

  it('lose their pseudonyms when they have been over for some days; one in force, however old, goes on with its own', async () => {
    await owner.sql.query(`
      INSERT INTO blocks (poster, matches, scope, reason, created_by, created_at, expires_at) VALUES
        ('long over', 'long over', 'client', 'spam', 'ann', now() - interval '60 days', now() - interval '31 days'),
        ('just over', 'just over', 'client', 'spam', 'ann', now() - interval '60 days', now() - interval '29 days'),
        ('to last', 'to last', 'client', 'spam', 'ann', now() - interval '60 days', now() + interval '1 day')`);
    await owner.sql.query(`UPDATE blocks SET created_at = now() - interval '60 days' WHERE poster = 'one'`);
    expect(await erasePseudonyms(admin.sql, 30, 1000)).toBe(1);
    expect(await erasePseudonyms(admin.sql, 30, 1000)).toBe(0);
    const blocks = `SELECT poster, matches FROM blocks WHERE reason = 'spam' AND created_at < now() - interval '1 day' ORDER BY id`;
    expect(await owner.sql.query(blocks)).toEqual([
      { poster: 'one', matches: 'one' },
      { poster: null, matches: null },
      { poster: 'just over', matches: 'just over' },
      { poster: 'to last', matches: 'to last' },
    ]);
    for (const client of ['one', 'to last']) expect(await hitBlocks(board.sql, { client, network: 'x' })).toBe(true);
    await expect(owner.sql.query(`UPDATE blocks SET matches = NULL WHERE poster = 'one'`)).rejects.toMatchObject({
      code: '23514',
    });
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
