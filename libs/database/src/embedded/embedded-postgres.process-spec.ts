import { spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ClusterVersionError, EmbeddedPostgres, EmbeddedPostgresError, type SuperuserSettings } from './index.js';

const isRoot = process.getuid?.() === 0;
const quick = { fsync: 'off', shared_buffers: '16MB', logging_collector: 'off' };

let dir: string;
let clusterDir: string;
let server: EmbeddedPostgres;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'embedded-'));
  chmodSync(dir, 0o755);
  clusterDir = join(dir, 'postgres');
  server = new EmbeddedPostgres({ clusterDir, settings: quick });
});

afterEach(async () => {
  await server.stop('immediate');
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

async function ask(settings: SuperuserSettings, sql: string): Promise<unknown> {
  const client = new pg.Client({ ...settings, database: settings.name });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

describe('EmbeddedPostgres', () => {
  it('makes a UTF-8 cluster that listens to this machine only and asks for passwords', async () => {
    expect(server.isNew).toBe(true);
    const settings = await server.start();

    expect(server.isNew).toBe(false);
    expect(settings.port).toBe(server.status()?.port);
    expect(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[3]).toBe(String(settings.port));
    expect(await ask(settings, `SELECT current_setting('server_encoding') AS answer`)).toBe('UTF8');
    expect(await ask(settings, `SELECT current_setting('listen_addresses') AS answer`)).toBe('127.0.0.1');
    expect(await ask(settings, `SELECT ('B' < 'a' AND 'z' < 'é') AS answer`)).toBe(true);
    await expect(ask({ ...settings, password: 'wrong' }, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(lstatSync(join(clusterDir, 'superuser-password')).mode & 0o777).toBe(0o600);
  }, 60_000);

  it('finds its data again after a stop', async () => {
    await ask(await server.start(), `CREATE TABLE kept AS SELECT 7 AS answer`);
    await server.stop();
    expect(server.status()).toBeUndefined();

    expect(await ask(await server.start(), 'SELECT answer FROM kept')).toBe(7);
  }, 60_000);

  it('adopts a server that a killed supervisor left running', async () => {
    const first = await server.start();
    const second = await new EmbeddedPostgres({ clusterDir, settings: quick }).start();
    expect(second).toEqual(first);
  }, 60_000);

  it('starts again after the server was killed', async () => {
    await ask(await server.start(), `CREATE TABLE kept AS SELECT 7 AS answer`);
    process.kill(server.status()!.pid, 'SIGKILL');
    expect(await ask(await server.start(), 'SELECT answer FROM kept')).toBe(7);
  }, 60_000);

  it('is not misled by a pid that now belongs to another program', async () => {
    await server.start();
    const { pid } = server.status()!;
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8');
    await server.stop();
    const other = spawn('sleep', ['60']);
    writeFileSync(join(clusterDir, 'postmaster.pid'), lines.replace(String(pid), String(other.pid)));
    try {
      expect(server.status()).toBeUndefined();
      expect((await server.start()).port).toBeGreaterThan(0);
    } finally {
      other.kill();
    }
  }, 60_000);

  it('refuses a cluster of another major version and leaves it as it is', async () => {
    await server.start();
    await server.stop();
    writeFileSync(join(clusterDir, 'PG_VERSION'), '12\n');
    await expect(server.start()).rejects.toThrow(ClusterVersionError);
    await expect(server.start()).rejects.toThrow(/belongs to PostgreSQL 12; this version comes with PostgreSQL 15/);
  }, 60_000);

  it('refuses a folder that holds something else', async () => {
    mkdirSync(clusterDir);
    writeFileSync(join(clusterDir, 'letter.txt'), 'dear');
    await expect(server.start()).rejects.toThrow(EmbeddedPostgresError);
    expect(readFileSync(join(clusterDir, 'letter.txt'), 'utf8')).toBe('dear');
  });

  it('works below a folder that only root may enter', async () => {
    // Only root can make a folder that it enters itself and the database's user can't.
    if (!isRoot) return;
    const closed = join(dir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const below = join(closed, 'data', 'postgres');
    const hidden = new EmbeddedPostgres({ clusterDir: below, settings: quick });
    try {
      const settings = await hidden.start();
      expect(lstatSync(below).isSymbolicLink()).toBe(true);
      expect(readFileSync(join(below, 'postmaster.pid'), 'utf8').split('\n')[3]).toBe(String(settings.port));
      await hidden.stop();
      const again = new EmbeddedPostgres({ clusterDir: below, settings: quick });
      expect(again.isNew).toBe(false);
      expect(await ask(await again.start(), 'SELECT 1 AS answer')).toBe(1);
    } finally {
      await hidden.stop('immediate');
      rmSync(dirname(readlinkSync(below)), { recursive: true });
    }
  }, 60_000);
});
