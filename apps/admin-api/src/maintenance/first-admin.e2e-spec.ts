import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase } from '@initialsdb/database';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';

describe('the first admin', () => {
  const password = 'a first password';
  let database: TestDatabase;
  let api: TestAdmin | undefined;

  beforeEach(async () => {
    database = await startTestDatabase();
  });
  afterEach(async () => {
    await api?.close();
    api = undefined;
    await database.drop();
  });

  const start = async () => {
    api = await startAdminApi({ database, env: { FIRST_ADMIN_PASSWORD: password, WRITE_TIMEOUT_MS: '300' } });
    return api;
  };

  /** Waits for the user to be there: a failed sign-in would count against this client. */
  async function signIn({ owner, signIn }: TestAdmin): Promise<number> {
    const isThere = async () => (await owner.sql.query('SELECT FROM users')).length > 0;
    for (const deadline = Date.now() + 20_000; !(await isThere()) && Date.now() < deadline;) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return (await signIn('admin', password)).status;
  }

  it('is made where there is no user', async () => {
    expect(await signIn(await start())).toBe(201);
  });

  it('is made as soon as the database lets it, when it did not at the start', async () => {
    const owner = openDatabase(database.settings.owner);
    try {
      let started: TestAdmin | undefined;
      await owner.sql.transaction(async (sql) => {
        await sql.query('LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
        started = await start();
        await new Promise((resolve) => setTimeout(resolve, 1000));
      });
      expect(started && (await signIn(started))).toBe(201);
    } finally {
      await owner.close();
    }
  });
});
