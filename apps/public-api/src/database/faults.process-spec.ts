import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, roles } from '@initialsdb/database';
import { EmbeddedPostgres, prepareDatabase, type SuperuserSettings } from '@initialsdb/database/embedded';
import { ManagementServer, Metrics, Readiness } from '@initialsdb/server';
import pg from 'pg';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

const readLimitMs = 500;
const writeLimitMs = 700;
/** An answer must come within this of a limit. */
const marginMs = 2000;

let folder: string;
let server: EmbeddedPostgres;
let superuser: SuperuserSettings;
let api: TestApi;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'initialsdb-faults-')));
  chmodSync(folder, 0o755);
  server = new EmbeddedPostgres({ clusterDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
  superuser = await server.start();
  api = await startPublicApi({
    database: await prepared('board'),
    env: { READ_TIMEOUT_MS: String(readLimitMs), WRITE_TIMEOUT_MS: String(writeLimitMs) },
  });
}, 60_000);

afterAll(async () => {
  await api?.close();
  await server?.stop('immediate');
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function prepared(name: string) {
  const limits = { poolMax: 5, connectionTimeoutMs: 5000, statementTimeoutMs: 0, applicationName: 'faults' };
  const { host, port } = superuser;
  await prepareDatabase(superuser, { name, ownerPassword: 'owner' });
  const settingsOf = (user: string, password: string) => ({ host, port, name, user, password, ...limits });
  const settings = {
    owner: settingsOf(roles.owner, 'owner'),
    public: settingsOf(roles.public, 'public'),
    admin: settingsOf(roles.admin, 'admin'),
    backup: settingsOf(roles.backup, 'backup'),
  };
  await migrate(settings.owner, { public: 'public', admin: 'admin', backup: 'backup' });
  return { name, settings, drop: () => Promise.resolve() };
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...superuser, database: 'board' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

let texts = 0;
const requests = {
  search: () => api.http.get('/api/listings?q=anything'),
  list: () => api.http.get('/api/listings'),
  count: () => api.http.get('/api/listings/count'),
  find: () => api.http.get('/api/listings/1'),
  post: () => api.post(`Posted in trouble ${(texts += 1)}`),
  delete: () => api.http.delete('/api/listings/1').set('Authorization', 'Bearer x'),
};

/** @param outcomes those that the answer may name, and say so */
async function expectUnavailable(
  request: () => ReturnType<typeof requests.search>,
  limitMs: number,
  outcomes: readonly ('unknown' | undefined)[] = [undefined],
): Promise<void> {
  const startedAt = Date.now();
  const { status, body, headers } = await request();
  expect([status, body.code]).toEqual([503, 'UNAVAILABLE']);
  expect(outcomes).toContain(body.outcome);
  expect(body.detail).toMatch(body.outcome ? /may have been saved or not/ : /Nothing was lost/);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(JSON.stringify(body)).not.toMatch(/ECONN|127\.0\.0\.1|SELECT|\.ts|pg/);
  expect(Date.now() - startedAt).toBeLessThan(limitMs + marginMs);
}

async function expectHealthyWithin(limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answers = [await requests.search(), await requests.list(), await requests.count(), await requests.post()];
    if (answers.every(({ status }) => status < 300)) return;
    if (Date.now() > deadline)
      throw new Error(`Still ${answers.map(({ status }) => status).join()} after ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const boardStatements = `SELECT count(*)::int AS active FROM pg_stat_activity WHERE usename = '${roles.public}' AND state = 'active'`;

describe('a database that is too slow', () => {
  it('is given up in time, and its statements are cancelled', async () => {
    await expectHealthyWithin(5000);
    await asSuperuser(async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE listings IN ACCESS EXCLUSIVE MODE');
      await Promise.all([
        expectUnavailable(requests.search, readLimitMs),
        expectUnavailable(requests.find, readLimitMs),
        expectUnavailable(requests.post, writeLimitMs),
        expectUnavailable(requests.delete, writeLimitMs),
      ]);
      await asSuperuser(async (observer) => {
        expect((await observer.query(boardStatements)).rows).toEqual([{ active: 0 }]);
      });
      await client.query('ROLLBACK');
    });
    await expectHealthyWithin(5000);
  }, 30_000);

  it('and crowded answers everybody in time', async () => {
    await asSuperuser(async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE listings IN ACCESS EXCLUSIVE MODE');
      await Promise.all([
        ...Array.from({ length: 60 }, () => expectUnavailable(requests.search, readLimitMs)),
        ...Array.from({ length: 30 }, () => expectUnavailable(requests.post, writeLimitMs)),
      ]);
      await client.query('ROLLBACK');
    });
    await expectHealthyWithin(5000);
  }, 30_000);
});

describe('a database that hangs', () => {
  it('is given up in time, and used again when it goes on', async () => {
    await expectHealthyWithin(5000);
    const backends = await asSuperuser((client) =>
      client.query(`SELECT pid FROM pg_stat_activity WHERE usename = '${roles.public}'`),
    );
    const pids = [server.status()?.pid ?? 0, ...backends.rows.map(({ pid }) => Number(pid))];
    const signalAll = (signal: NodeJS.Signals) => pids.forEach((pid) => process.kill(pid, signal));
    signalAll('SIGSTOP');
    try {
      await Promise.all([requests.search, requests.find].map((request) => expectUnavailable(request, readLimitMs)));
      // Of what was sent nobody but the database knows; what found no open connection free was not sent.
      const writes = [requests.post, requests.delete];
      await Promise.all(writes.map((request) => expectUnavailable(request, writeLimitMs, ['unknown', undefined])));
      await expectUnavailable(requests.count, readLimitMs);
      await expectUnavailable(requests.list, readLimitMs);
    } finally {
      signalAll('SIGCONT');
    }
    await expectHealthyWithin(5000);
  }, 30_000);
});

describe('a database that is gone', () => {
  it('is told of at once, nothing stale is shown, and its return is noticed', async () => {
    await expectHealthyWithin(5000);
    const { port } = superuser;
    await server.stop();
    for (const [name, request] of Object.entries(requests)) {
      await expectUnavailable(request, ['post', 'delete'].includes(name) ? writeLimitMs : readLimitMs);
    }
    await api.http.get('/pow/challenge').expect(200);
    superuser = await server.start(port);
    await expectHealthyWithin(5000);
  }, 60_000);

  it('at the start does not keep the app from starting', async () => {
    const { port } = superuser;
    await server.stop();
    const early = await startPublicApi({ database: api.database });
    const management = new ManagementServer(early.app.get(Readiness), early.app.get(Metrics));
    await management.listen(0, '127.0.0.1');
    const { port: managementPort } = management.server.address() as { port: number };
    const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${managementPort}${path}`)).status;
    try {
      expect(await statusOf('/live')).toBe(200);
      expect(await statusOf('/ready')).toBe(503);
      superuser = await server.start(port);
      await early.http.get('/api/listings').expect(200);
      expect(await statusOf('/ready')).toBe(200);
    } finally {
      await management.close();
      await early.close();
    }
  }, 60_000);
});
