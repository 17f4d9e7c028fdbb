import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openDatabase } from '../connection/database.js';
import { EmbeddedPostgres, prepareDatabase } from '../embedded/index.js';
import { migrate } from '../migrations/migrate.js';
import { roles } from '../roles.js';
import { readSlowestQueries, type SlowestQueries } from './slowest-queries.js';

const limits = { poolMax: 2, connectionTimeoutMs: 5000, statementTimeoutMs: 5000, applicationName: 'test' };
const quick = { fsync: 'off', shared_buffers: '16MB', logging_collector: 'off' };

let dir: string;
let server: EmbeddedPostgres | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'statistics-'));
  chmodSync(dir, 0o755);
});

afterEach(async () => {
  await server?.stop('immediate');
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

/** What the console reads from a new database on a server that was started so. */
async function readOn(settings: Record<string, string>): Promise<SlowestQueries> {
  server = new EmbeddedPostgres({ clusterDir: join(dir, 'postgres'), settings: { ...quick, ...settings } });
  const { host, port, ...superuser } = await server.start();
  const name = 'board';
  await prepareDatabase({ host, port, ...superuser }, { name, ownerPassword: 'owner' });
  const as = (user: string, password: string) => ({ host, port, name, user, password, ...limits });
  await migrate(as(roles.owner, 'owner'), { admin: 'admin' });
  const admin = openDatabase(as(roles.admin, 'admin'));
  try {
    return await readSlowestQueries(admin.sql, 10);
  } finally {
    await admin.close();
  }
}

it('the embedded server counts its statements from the first start on', async () => {
  expect(await readOn({})).toMatchObject({ missing: null, since: expect.any(Date) });
}, 60_000);

it('a server that does not load pg_stat_statements at its start serves as before and says so', async () => {
  expect(await readOn({ shared_preload_libraries: '' })).toEqual({ missing: 'preload', since: null, queries: [] });
}, 60_000);
