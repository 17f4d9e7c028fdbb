import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, roles } from '@initialsdb/database';
import { EmbeddedPostgres, prepareDatabase, type SuperuserSettings } from '@initialsdb/database/embedded';
import { RawConnection } from '@initialsdb/testing';
import pg from 'pg';
import { until } from './until.js';

let folder: string;
let server: EmbeddedPostgres;
let superuser: SuperuserSettings;
const boards: Board[] = [];

interface Board {
  process: ChildProcess;
  port: number;
  managementPort: number;
  output: { out: string; err: string };
  exit: Promise<[number | null, NodeJS.Signals | null]>;
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'initialsdb-process-')));
  chmodSync(folder, 0o755);
  server = new EmbeddedPostgres({ clusterDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
  superuser = await server.start();
  await prepareDatabase(superuser, { name: 'board', ownerPassword: 'owner' });
  const limits = { poolMax: 1, connectionTimeoutMs: 5000, statementTimeoutMs: 0, applicationName: 'test' };
  const { host, port } = superuser;
  const owner = { host, port, name: 'board', user: roles.owner, password: 'owner', ...limits };
  await migrate(owner, { public: 'public', admin: 'admin', backup: 'backup' });
}, 60_000);

afterEach(async () => {
  for (const board of boards.splice(0)) {
    board.process.kill('SIGKILL');
    await board.exit;
  }
});

afterAll(async () => {
  await server?.stop('immediate');
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

/** Starts the built board as containers and the launcher do, and waits until it listens. */
async function startBoard(env: Record<string, string> = {}): Promise<Board> {
  const port = await freePort();
  const managementPort = await freePort();
  const child = spawn(process.execPath, ['dist/apps/public-api/main.js'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      BOARD_PORT: String(port),
      BOARD_MANAGEMENT_PORT: String(managementPort),
      DB_HOST: superuser.host,
      DB_PORT: String(superuser.port),
      DB_NAME: 'board',
      DB_PUBLIC_PASSWORD: 'public',
      POSTER_HASH_KEY: Buffer.alloc(32, 1).toString('base64'),
      GUARD_POW: 'false',
      ...env,
    },
  });
  const board: Board = {
    process: child,
    port,
    managementPort,
    output: { out: '', err: '' },
    exit: once(child, 'exit') as Board['exit'],
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (board.output.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (board.output.err += text));
  boards.push(board);
  await until(async () => child.exitCode !== null || (await statusOf(managementPort, '/live')) === 200);
  return board;
}

async function statusOf(port: number, path: string): Promise<number> {
  return fetch(`http://127.0.0.1:${port}${path}`).then(
    ({ status }) => status,
    () => 0,
  );
}

function postIn(board: Board, text: string): RawConnection {
  const body = JSON.stringify({ body: text });
  const head = `POST /api/listings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  return new RawConnection(board.port).write(`${head}\r\n\r\n${body}`);
}

async function exitCodeWithin(board: Board, limitMs: number): Promise<number | null> {
  const startedAt = Date.now();
  const [code] = await board.exit;
  expect(Date.now() - startedAt).toBeLessThan(limitMs);
  return code;
}

describe('the board’s process', () => {
  it('ends its requests before itself when it is told to stop', async () => {
    const board = await startBoard();
    const agent = new Agent({ keepAlive: true });
    const [idle] = (await once(get({ port: board.port, path: '/api/listings', agent }), 'response')) as [
      IncomingMessage,
    ];
    idle.resume();
    const admin = new pg.Client({ ...superuser, database: 'board' });
    await admin.connect();
    await admin.query('BEGIN');
    await admin.query('LOCK TABLE listings IN ACCESS EXCLUSIVE MODE');
    const underWay = postIn(board, 'Posted while stopping');
    await until(async () => (await admin.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rowCount !== 0);

    board.process.kill('SIGTERM');
    await until(async () => (await statusOf(board.port, '/api/listings/count')) !== 200);
    expect(underWay.received).toBe('');
    await admin.query('ROLLBACK');
    await underWay.waitFor(/^HTTP\/1.1 201 [^]*deleteToken/);
    expect(await exitCodeWithin(board, 9_000)).toBe(0);
    await admin.end();
    agent.destroy();
  }, 60_000);

  it('does not wait for those who only hold a connection', async () => {
    const board = await startBoard();
    const silent = new RawConnection(board.port);
    const slow = new RawConnection(board.port).write('POST /api/listings HTTP/1.1\r\nHost: x\r\n');
    const keptAlive = new RawConnection(board.port).head('GET /api/listings HTTP/1.1', 'Host: x');
    await keptAlive.waitFor(/"listings"/);
    board.process.kill('SIGTERM');
    expect(await exitCodeWithin(board, 10_000)).toBe(0);
    for (const connection of [silent, slow, keptAlive]) connection.close();
  }, 60_000);

  it('ends when its launcher is gone', async () => {
    const board = await startBoard();
    board.process.disconnect();
    await exitCodeWithin(board, 9_000);
    expect(await statusOf(board.managementPort, '/live')).toBe(0);
  }, 60_000);

  it('keeps health and metrics off the public port', async () => {
    const board = await startBoard();
    await until(async () => (await statusOf(board.managementPort, '/ready')) === 200);
    await fetch(`http://127.0.0.1:${board.port}/api/listings/123`);
    const metrics = await (await fetch(`http://127.0.0.1:${board.managementPort}/metrics`)).text();
    expect(metrics).toContain('http_requests_total{method="GET",route="/api/listings/:id",status="404"} 1');
    for (const name of [
      'http_request_duration_seconds',
      'guard_refusals_total',
      'db_pool_reads_connections',
      'db_pool_searches_connections',
      'pow_difficulty',
      'rate_limit_clients',
    ]) {
      expect(metrics).toContain(name);
    }
    for (const path of ['/metrics', '/ready', '/live']) {
      const text = await (await fetch(`http://127.0.0.1:${board.port}${path}`)).text();
      expect(text).not.toMatch(/http_requests_total|"status":"ok"/);
    }
    expect(await statusOf(board.managementPort, '/api/listings')).toBe(404);
  }, 60_000);

  it('writes a log of JSON lines without addresses, searches and texts', async () => {
    const board = await startBoard({ TRUSTED_PROXIES: '127.0.0.1/32' });
    const headers = { 'X-Forwarded-For': '203.0.113.77', 'Content-Type': 'application/json' };
    const url = `http://127.0.0.1:${board.port}/api/listings`;
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ body: 'a text of mine' }) });
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ body: 'a text of mine' }) });
    await fetch(`${url}?q=searched-for`, { headers });
    await server.stop();
    await fetch(`${url}?q=searched-for`, { headers });
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ body: 'another text of mine' }) });
    superuser = await server.start(superuser.port);
    board.process.kill('SIGTERM');
    await board.exit;
    const lines = board.output.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ msg }) => msg === 'request').length).toBeGreaterThanOrEqual(4);
    expect(board.output.out).not.toMatch(/203\.0\.113|text of mine|searched-for/);
    expect(board.output.err).toBe('');
  }, 60_000);

  it('says in one line why it cannot start', async () => {
    const first = await startBoard();
    const second = await startBoard({ BOARD_PORT: String(first.port) });
    expect(await exitCodeWithin(second, 9_000)).toBe(1);
    expect(second.output.err.trim()).toBe(`Port ${first.port} is taken by another program.`);
  }, 60_000);
});
