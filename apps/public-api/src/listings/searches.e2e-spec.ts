import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@initialsdb/database';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let api: TestApi;
let owner: Database;

beforeAll(async () => {
  api = await startPublicApi();
  owner = openDatabase(api.database.settings.owner);
  // Takes its time, and says as its cursor how much of it it was given.
  await owner.sql.query(`
    CREATE OR REPLACE FUNCTION search_page(
      terms text[], before bigint, page_limit int, budget_ms int, OUT ids bigint[], OUT next_before bigint
    ) LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        PERFORM pg_sleep(1);
        ids := '{}';
        next_before := budget_ms;
      END $$`);
}, 60_000);

afterAll(async () => {
  await owner?.close();
  await api?.close();
});

const budget = async () => Number((await api.http.get('/api/listings?q=any').expect(200)).body.nextCursor);

it('a search alone may look for longer than one of several, which share the time', async () => {
  expect(await budget()).toBe(36);
  const shared = await Promise.all([budget(), budget(), budget(), budget()]);
  expect(shared.toSorted((a, b) => a - b)).toEqual([9, 12, 18, 36]);
  expect(await budget()).toBe(36);
});
