import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/**
 * Jest's global setup and teardown: one PostgreSQL for the run, the embedded one, or that of TEST_DB_HOST (with TEST_DB_PORT,
 * TEST_DB_USER, TEST_DB_PASSWORD: a superuser). Specs find it in the environment, through `startTestDatabase`.
 */
export default async function startTestServer() {
  process.env.TEST_DB_RUN ??= randomBytes(6).toString('hex');
  if (process.env.TEST_DB_HOST) {
    globalThis.stopTestServer = dropDatabasesOfThisRun;
    return;
  }

  const { EmbeddedPostgres } = await importTypeScript('../../../database/src/embedded/embedded-postgres.ts');
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'initialsdb-test-db-')));
  chmodSync(dir, 0o755);
  const server = new EmbeddedPostgres({ clusterDir: join(dir, 'postgres'), settings: fastAndForgetful });
  removeWhenThisProcessEnds(dir);
  const superuser = await server.start();
  process.env.TEST_DB_HOST = superuser.host;
  process.env.TEST_DB_PORT = String(superuser.port);
  process.env.TEST_DB_USER = superuser.user;
  process.env.TEST_DB_PASSWORD = superuser.password;
  globalThis.stopTestServer = () => server.stop('immediate');
}

/** What is written need not outlive the run. */
const fastAndForgetful = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '64MB',
  max_connections: '300',
  logging_collector: 'off',
};

/** Leaves a server that is not ours as it was, but for the roles, which other runs may use as well. */
async function dropDatabasesOfThisRun() {
  const {
    TEST_DB_HOST: host,
    TEST_DB_PORT: port,
    TEST_DB_USER: user = 'postgres',
    TEST_DB_PASSWORD: password,
  } = process.env;
  const client = new pg.Client({ host, port: Number(port ?? 5432), user, password, database: 'postgres' });
  await client.connect();
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
    `test_${process.env.TEST_DB_RUN}_`,
  ]);
  for (const { datname } of rows) await client.query(`DROP DATABASE ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
  await client.end();
}

/** Jest loads this file without its own transforms; Node reads TypeScript by itself, but for the names of the files. */
async function importTypeScript(path) {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(
        specifier.startsWith('.') && context.parentURL?.endsWith('.ts') ? specifier.replace(/\.js$/, '.ts') : specifier,
        context,
      ),
  });
  try {
    return await import(path);
  } finally {
    hooks.deregister();
  }
}

/**
 * A shell that waits for the end of this process, however it comes (its input then ends), and puts the server away. Nobody waits for it:
 * a run leaves tens of thousands of files, which some disks take a minute to delete.
 */
function removeWhenThisProcessEnds(dir) {
  const script =
    'read -r _; pid=$(head -n 1 "$1/postgres/postmaster.pid") && kill -QUIT "$pid" && ' +
    'while kill -0 "$pid"; do sleep 0.1; done; rm -rf "$1"';
  const watch = spawn('/bin/sh', ['-c', script, 'sh', dir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watch.unref();
  watch.stdin.unref();
}
