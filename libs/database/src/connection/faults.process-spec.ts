import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EmbeddedPostgres, type SuperuserSettings } from '../embedded/index.js';
import { openDatabase, type Database } from './database.js';
import { OutcomeUnknownError } from './outcome-unknown.js';
import { isUnavailable } from './unavailable.js';

/** A server of its own, because these tests stop, suspend and kill it. */
let dir: string;
let server: EmbeddedPostgres;
let superuser: SuperuserSettings;
let database: Database;

const limits = { poolMax: 3, connectionTimeoutMs: 1000, statementTimeoutMs: 1000 };

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'faults-'));
  chmodSync(dir, 0o755);
  const settings = { fsync: 'off', shared_buffers: '16MB', logging_collector: 'off' };
  server = new EmbeddedPostgres({ clusterDir: join(dir, 'postgres'), settings });
  superuser = await server.start();
}, 60_000);

afterAll(async () => {
  await server.stop('immediate');
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

beforeEach(() => {
  database = openDatabase({ ...superuser, ...limits, applicationName: 'faults' });
});

afterEach(async () => {
  await database.close();
});

const ask = () => database.sql.query<{ answer: number }>('SELECT 1 AS answer');

/** What a statement failed with, and after how long. */
async function failure(work: Promise<unknown>): Promise<{ error: unknown; afterMs: number }> {
  const startedAt = Date.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, afterMs: Date.now() - startedAt };
}

async function asOther<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const { name, ...settings } = superuser;
  const client = new pg.Client({ ...settings, database: name });
  await client.connect();
  const { rows } = await client.query<T>(sql, values);
  await client.end();
  return rows;
}

/** Sends a signal to the server and every process of it. */
function signalAll(signal: NodeJS.Signals): void {
  const { pid } = server.status()!;
  const children = execFileSync('sh', ['-c', `cat /proc/${pid}/task/*/children`], { encoding: 'utf8' });
  for (const each of [pid, ...children.trim().split(/\s+/).map(Number)]) process.kill(each, signal);
}

describe('a database in trouble', () => {
  it('is opened without a connection', () => {
    expect(database.poolUse()).toEqual({ total: 0, idle: 0, waiting: 0, max: 3 });
  });

  it('has PostgreSQL cancel what is too slow, and keeps the connection', async () => {
    const { error, afterMs } = await failure(database.sql.query('SELECT pg_sleep(30)'));
    expect(error).toMatchObject({ code: '57014' });
    expect(isUnavailable(error)).toBe(true);
    expect(afterMs).toBeLessThan(2000);
    expect(
      await asOther(
        `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND state = 'active' AND pid <> pg_backend_pid()`,
      ),
    ).toEqual([]);
    expect(database.poolUse()).toMatchObject({ total: 1, idle: 1 });
  });

  it('knows the same of errors that come through MikroORM', async () => {
    const { error } = await failure(database.orm.em.fork().execute('SELECT pg_sleep(30)'));
    expect(isUnavailable(error)).toBe(true);
    expect(isUnavailable((await failure(database.orm.em.fork().execute('SELECT nonsense'))).error)).toBe(false);
  });

  it('does not let callers wait for ever for a connection', async () => {
    const hurried = openDatabase({ ...superuser, ...limits, connectionTimeoutMs: 300, applicationName: 'hurried' });
    await hurried.sql.query('SELECT 1');
    const busy = Array.from({ length: limits.poolMax }, () => failure(hurried.sql.query('SELECT pg_sleep(30)')));
    const { error, afterMs } = await failure(hurried.sql.query('SELECT 1'));
    expect(isUnavailable(error)).toBe(true);
    expect(afterMs).toBeGreaterThanOrEqual(290);
    expect(afterMs).toBeLessThan(900);
    expect(hurried.poolUse()).toEqual({ total: 3, idle: 0, waiting: 0, max: 3 });
    await Promise.all(busy);
    expect(await hurried.sql.query('SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
    await hurried.close();
  });

  it('survives connections that are cut, idle and in use', async () => {
    const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'faults'`;
    await ask();
    await asOther(kill);
    await new Promise((wait) => setTimeout(wait, 100));
    expect(await ask()).toEqual([{ answer: 1 }]);

    const running = failure(database.sql.transaction(async (sql) => sql.query('SELECT pg_sleep(0.8)')));
    await new Promise((wait) => setTimeout(wait, 200));
    await asOther(kill);
    expect(isUnavailable((await running).error)).toBe(true);
    expect(await ask()).toEqual([{ answer: 1 }]);
  });

  it('does not know what became of a change whose COMMIT is cut off, and knows of one that is cut off before', async () => {
    // At the COMMIT, not before, there is something slow to do.
    await asOther(`
      CREATE TABLE changed (n integer);
      CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.8); RETURN NULL; END';
      CREATE CONSTRAINT TRIGGER late AFTER INSERT ON changed DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dawdle()`);
    const insert = 'INSERT INTO changed VALUES (1)';
    const cutOff = async (work: Promise<unknown>) => {
      const failed = failure(work);
      await new Promise((wait) => setTimeout(wait, 300));
      await asOther(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'faults'`);
      const { error } = await failed;
      expect(isUnavailable(error)).toBe(true);
      return error instanceof OutcomeUnknownError;
    };
    await ask();
    expect(await cutOff(database.sql.transaction((sql) => sql.query(insert)))).toBe(true);
    expect(await cutOff(database.sql.query(insert))).toBe(true);
    expect(await cutOff(database.sql.transaction((sql) => sql.query('SELECT pg_sleep(0.8)')))).toBe(false);
    const { error: cancelled } = await failure(database.sql.query('SELECT pg_sleep(30)'));
    expect(cancelled).not.toBeInstanceOf(OutcomeUnknownError);
  });

  it('gives up on a server that hangs, and works again soon after it goes on', async () => {
    await ask();
    signalAll('SIGSTOP');
    try {
      const inUse = await failure(ask());
      expect(isUnavailable(inUse.error)).toBe(true);
      expect(inUse.afterMs).toBeLessThan(3000);
      const throughEntities = await failure(database.orm.em.fork().execute('SELECT 1'));
      expect(isUnavailable(throughEntities.error)).toBe(true);
      const many = await Promise.all(Array.from({ length: 20 }, () => failure(ask())));
      expect(many.every(({ error, afterMs }) => isUnavailable(error) && afterMs < 3000)).toBe(true);
    } finally {
      signalAll('SIGCONT');
    }
    const goneOnAt = Date.now();
    while ((await failure(ask())).error) expect(Date.now() - goneOnAt).toBeLessThan(5000);
    expect(await ask()).toEqual([{ answer: 1 }]);
  }, 30_000);

  it('gives up on a hung server in the middle of a transaction', async () => {
    let inside: unknown;
    const work = database.sql.transaction(async (sql) => {
      await sql.query('SELECT 1');
      signalAll('SIGSTOP');
      inside = await failure(sql.query('SELECT 2'));
      throw new Error('given up');
    });
    const { afterMs } = await failure(work);
    signalAll('SIGCONT');
    expect(isUnavailable((inside as { error: unknown }).error)).toBe(true);
    expect(afterMs).toBeLessThan(3500);
  }, 30_000);

  it('can be closed while the server hangs', async () => {
    await ask();
    signalAll('SIGSTOP');
    try {
      expect((await failure(database.close())).afterMs).toBeLessThan(3000);
    } finally {
      signalAll('SIGCONT');
    }
  }, 30_000);

  it('says so while the server is full', async () => {
    await asOther(`CREATE ROLE few LOGIN PASSWORD 'few' CONNECTION LIMIT 0`);
    const few = openDatabase({ ...superuser, ...limits, user: 'few', password: 'few', applicationName: 'few' });
    const { error } = await failure(few.sql.query('SELECT 1'));
    await few.close();
    expect(error).toMatchObject({ code: '53300' });
    expect(isUnavailable(error)).toBe(true);
  });

  it('fails at once while the server is down, and works again when it is back', async () => {
    await ask();
    await server.stop();
    const down = await failure(ask());
    expect(isUnavailable(down.error)).toBe(true);
    expect(down.afterMs).toBeLessThan(1000);
    expect(isUnavailable((await failure(database.orm.em.fork().execute('SELECT 1'))).error)).toBe(true);

    superuser = await server.start();
    const back = openDatabase({ ...superuser, ...limits, applicationName: 'faults' });
    expect(await back.sql.query('SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
    await back.close();
  }, 30_000);

  it('is at fault itself, not unavailable, where a statement is wrong', async () => {
    expect(isUnavailable((await failure(database.sql.query('SELECT nonsense'))).error)).toBe(false);
    expect(isUnavailable(new TypeError('not a function'))).toBe(false);
    expect(isUnavailable(undefined)).toBe(false);
  });
});
