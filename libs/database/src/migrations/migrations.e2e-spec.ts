import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';

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

describe('migrations', () => {
  it('make the tables that the entities describe', async () => {
    expect(await owner.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  });
});
