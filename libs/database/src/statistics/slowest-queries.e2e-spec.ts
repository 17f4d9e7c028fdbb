import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser, connectRoles, startTestDatabase, type RoleClients, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { migrate } from '../migrations/migrate.js';
import { readSlowestQueries } from './slowest-queries.js';

let test: TestDatabase;
let as: RoleClients;
let admin: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  // As on a server whose operator counts more than the product needs.
  for (const setting of ["track_utility = 'on'", "track = 'all'"]) {
    await change(`ALTER DATABASE ${test.name} SET pg_stat_statements.${setting}`);
  }
  as = await connectRoles(test);
  admin = openDatabase(test.settings.admin);
}, 60_000);

afterAll(async () => {
  await admin?.close();
  await as?.close();
  await test?.drop();
});

const counted = async () =>
  (await change('SELECT query FROM monitoring.pg_stat_statements')).rows.map(({ query }) => String(query)).join('\n');
const read = (limit = 100) => readSlowestQueries(admin.sql, limit);
const change = (sql: string) => asSuperuser((client) => client.query(sql), test.name);

describe('the slowest queries', () => {
  it('are those of the product’s roles in this database, those that took most time in all first', async () => {
    for (let n = 0; n < 3; n += 1) await as.client.public.query('SELECT pg_sleep(0.02), visible FROM board_state');
    await as.client.admin.query('SELECT pg_sleep(0.03) FROM users');
    await as.client.owner.query('SELECT pg_sleep(0.1) AS of_the_owner');
    await asSuperuser((client) => client.query('SELECT pg_sleep(0.1) AS elsewhere'));
    const { missing, since, queries } = await read();
    expect(missing).toBeNull();
    expect(since).toBeInstanceOf(Date);
    const slow = queries.find(({ role }) => role === 'public');
    expect(slow).toEqual({
      id: expect.stringMatching(/_public:-?\d+$/),
      role: 'public',
      text: 'SELECT pg_sleep($1), visible FROM board_state',
      calls: 3,
      totalMs: expect.any(Number),
      meanMs: expect.any(Number),
      rows: 3,
    });
    expect(slow?.totalMs).toBeGreaterThan(60);
    expect(slow?.meanMs).toBeCloseTo((slow?.totalMs ?? 0) / 3);
    expect(queries.map(({ totalMs }) => totalMs)).toEqual(
      queries.map(({ totalMs }) => totalMs).toSorted((a, b) => b - a),
    );
    expect(queries.find(({ text }) => text === 'SELECT pg_sleep($1) FROM users')).toMatchObject({ role: 'admin' });
    expect(JSON.stringify(queries)).not.toMatch(/of_the_owner|elsewhere/);
    expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
    expect((await read(1)).queries).toHaveLength(1);
  });

  it('hold no value that was sent, however it was sent', async () => {
    const word = 'halibut';
    for (const role of ['public', 'admin', 'backup'] as const) {
      await as.client[role].query(`SELECT '${word}', $$${word}$$ AS sent_as_text`);
      await as.client[role].query('SELECT $1::text AS sent_apart', [word]);
      await as.client[role].query(`BEGIN; DECLARE c CURSOR FOR SELECT '${word}'; FETCH c; COMMIT`);
      await as.client[role].query(`EXPLAIN SELECT '${word}'`);
      await as.client[role].query(`SET application_name = '${word}'`);
      await as.client[role].query(`PREPARE p AS SELECT '${word}'; EXECUTE p; DEALLOCATE p`);
      await as.client[role].query(`COPY (SELECT '${word}') TO STDOUT`).catch(() => undefined);
    }
    expect(await counted()).toMatch(new RegExp(`DECLARE c CURSOR FOR SELECT '${word}'`));
    const { queries } = await read(1000);
    expect(queries.map(({ text }) => text)).toContain('SELECT $1::text AS sent_apart');
    expect(queries.map(({ text }) => text)).toContain('SELECT $1, $2 AS sent_as_text');
    expect(JSON.stringify(queries)).not.toContain(word);
    expect(JSON.stringify(queries)).not.toMatch(/"(explain|declare|fetch|set|copy|prepare) /i);
  });

  it('keep a text back that the server kept with its values', async () => {
    // A comment stands for a value: both are text that normalisation left there.
    for (const comment of [`it's`, '$$body$$', '$body$x$body$']) {
      await as.client.admin.query(`/* first */ SELECT pg_sleep(0.01) /* ${comment} */`);
    }
    const { queries } = await read();
    expect(queries.find(({ role, text }) => role === 'admin' && text === null)).toMatchObject({ text: null });
    expect(JSON.stringify(queries)).not.toMatch(/it's|body\$/);
  });

  it('are refused to the board', async () => {
    expect(await as.attempt('public', 'SELECT * FROM slowest_queries(10)')).toBe('42501');
    expect(await as.attempt('public', 'SELECT * FROM statement_statistics()')).toBe('42501');
    for (const role of ['public', 'admin'] as const) {
      expect(await as.attempt(role, 'SELECT * FROM monitoring.pg_stat_statements')).toBe('42501');
      expect(await as.attempt(role, 'SELECT monitoring.pg_stat_statements_reset()')).toBe('42501');
    }
  });
});

describe('a database without the extension', () => {
  it('says so, and goes on', async () => {
    await change('DROP EXTENSION pg_stat_statements');
    expect(await read()).toEqual({ missing: 'extension', since: null, queries: [] });
    // The owner may not make it, which stops nothing.
    expect((await migrate(test.settings.owner)).applied).toEqual([]);
  });

  it('says that it may not read one that lies where it may not go', async () => {
    await change('CREATE SCHEMA closed; CREATE EXTENSION pg_stat_statements SCHEMA closed');
    expect(await read()).toEqual({ missing: 'right', since: null, queries: [] });
    await change('GRANT USAGE ON SCHEMA closed TO PUBLIC');
    expect(await read()).toMatchObject({ missing: null });
  });

  it('starts where an operator put it beside the product’s own tables', async () => {
    await change('DROP EXTENSION pg_stat_statements; CREATE EXTENSION pg_stat_statements SCHEMA public');
    expect((await migrate(test.settings.owner)).applied).toEqual([]);
    expect(await read()).toMatchObject({ missing: null });
  });
});
