import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fold } from '@initialsdb/contracts';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { countListings, deleteOwnListing, findListing, newestListings, postListing, searchListings } from './index.js';

let test: TestDatabase;
let board: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  board = openDatabase(test.settings.public);
}, 60_000);

afterAll(async () => {
  await board?.close();
  await test?.drop();
});

const hashOf = (token: string) => createHash('sha256').update(token).digest();

function post(body: string, token = 'token') {
  return postListing(board.sql, { body, search: fold(body), poster: null, deleteTokenHash: hashOf(token) });
}

describe('listings', () => {
  it('posts, finds, lists, searches, counts and deletes', async () => {
    const outcome = await post('Grüne Lampe');
    if (outcome.kind !== 'created') throw new Error(outcome.kind);
    const { listing } = outcome;
    expect(listing).toEqual({ id: expect.any(Number), body: 'Grüne Lampe', createdAt: expect.stringMatching(/Z$/) });
    expect(await findListing(board.sql, listing.id)).toEqual({ kind: 'visible', listing });
    expect(await newestListings(board.sql, 5)).toEqual([listing]);
    expect(await searchListings(board.sql, { terms: ['une la'], before: null, limit: 20 })).toEqual({
      listings: [listing],
      nextBefore: null,
    });
    expect(await countListings(board.sql)).toBe(1);
    expect(await deleteOwnListing(board.sql, { id: listing.id, tokenHash: hashOf('wrong') })).toBe(false);
    expect(await deleteOwnListing(board.sql, { id: listing.id, tokenHash: hashOf('token') })).toBe(true);
    expect(await countListings(board.sql)).toBe(0);
    expect(await findListing(board.sql, listing.id)).toEqual({ kind: 'missing' });
  });
});
