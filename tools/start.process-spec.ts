import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { commandLineOf } from './launcher/processes.js';
import { ProductHome, readyLine } from '@initialsdb/testing/product-home';

const patienceMs = 120_000;

let home: ProductHome;

// One for all tests, so the first of them makes the database and the others find it.
beforeAll(async () => {
  home = await ProductHome.create();
});

afterEach(() => home.settle(), patienceMs);
afterAll(() => home.remove(), patienceMs);

/** Of a request that needs the database too. */
const boardStatus = () => fetch(`http://127.0.0.1:${home.ports[0]}/api/listings/count`).then(({ status }) => status);

/** The processes of the running product; the board is the first of the apps. */
function processes(): { apps: number[]; postmaster: number } {
  const { children } = JSON.parse(readFileSync(join(home.dataDir, 'running.json'), 'utf8')) as { children: number[] };
  return { apps: children, postmaster: home.embedded().status()?.pid ?? 0 };
}

function allProcesses(): number[] {
  const { apps, postmaster } = processes();
  return [...apps, postmaster];
}

const isAlive = (pid: number) => commandLineOf(pid) !== undefined;

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await condition()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error('It never came to be.');
  }
}

describe('make start', () => {
  it(
    'starts from nothing, says where, stops without a trace and finds its data again',
    async () => {
      const first = await home.start();
      expect(first.output).toMatch(/^database +PostgreSQL 15 in .+ \(new\)$/m);
      expect(first.output).toMatch(/^migrations +\d+ applied$/m);
      expect(first.output).toContain(`http://localhost:${home.ports[0]}\n`);
      expect(await boardStatus()).toBe(200);
      expect(statSync(join(home.dataDir, 'credentials.json')).mode & 0o777).toBe(0o600);
      await home.query(`INSERT INTO listings (body, search) VALUES ('kept', 'kept')`);
      const running = allProcesses();
      expect(running.every(isAlive)).toBe(true);

      expect(await first.stop('SIGINT')).toBe(0);
      expect(running.filter(isAlive)).toEqual([]);
      expect(home.embedded().status()).toBeUndefined();

      const second = await home.start();
      expect(second.output).toMatch(/^migrations +up to date$/m);
      expect(await home.query('SELECT body FROM listings')).toEqual([{ body: 'kept' }]);
      const runningAgain = allProcesses();
      expect(await second.stop('SIGTERM')).toBe(0);
      expect(runningAgain.filter(isAlive)).toEqual([]);
    },
    patienceMs,
  );

  it(
    'refuses a second start in the same DATA_DIR, and leaves the first alone',
    async () => {
      const first = await home.start();
      const second = home.run('start');
      expect(await second.ends()).toBe(1);
      expect(second.output).toMatch(/data is in use by `make start` \(process \d+\)\. Stop that first/);
      expect(await boardStatus()).toBe(200);
      expect(await first.stop()).toBe(0);
    },
    patienceMs,
  );

  it(
    'recovers from being killed: the apps it left end, the database is taken over',
    async () => {
      const first = await home.start();
      const { apps, postmaster } = processes();
      await first.stop('SIGKILL');
      const second = await home.start();
      expect(apps.filter(isAlive)).toEqual([]);
      expect(home.embedded().status()?.pid).toBe(postmaster);
      expect(await boardStatus()).toBe(200);
      expect(await second.stop()).toBe(0);
      expect(isAlive(postmaster)).toBe(false);
    },
    patienceMs,
  );

  it(
    'brings back an app and a database that were killed, each where it was',
    async () => {
      const launcher = await home.start();
      const { apps, postmaster } = processes();
      const port = home.embedded().status()?.port;

      process.kill(apps[0] ?? 0, 'SIGKILL');
      await launcher.prints('board      serves again');
      expect(await boardStatus()).toBe(200);

      process.kill(postmaster, 'SIGKILL');
      await launcher.prints('is back');
      expect(home.embedded().status()?.port).toBe(port);
      await until(async () => (await boardStatus()) === 200);
      expect(await launcher.stop()).toBe(0);
    },
    patienceMs,
  );

  it(
    'sets the passwords that are given at each start, and its own again without them',
    async () => {
      const given = await home.start({ env: { DB_OWNER_PASSWORD: `it's "mine"`, DB_PUBLIC_PASSWORD: 'öffentlich' } });
      expect(await home.query('SELECT 1 AS one', [], `it's "mine"`)).toEqual([{ one: 1 }]);
      expect(await boardStatus()).toBe(200);
      expect(await given.stop()).toBe(0);

      const own = await home.start();
      expect(await home.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(await boardStatus()).toBe(200);
      expect(await own.stop()).toBe(0);
    },
    patienceMs,
  );

  it(
    'stops in order when it is asked half-way through its start',
    async () => {
      const launcher = home.run('start');
      await launcher.prints('database');
      expect(await launcher.stop('SIGINT')).toBe(0);
      expect(home.embedded().status()).toBeUndefined();
      expect(await (await home.start()).stop()).toBe(0);
    },
    patienceMs,
  );

  it('names the port that is taken, its variable, and every other one', async () => {
    const [board, , , adminManagement] = home.ports;
    const taken = [board, adminManagement].map((port) => createServer().listen(port, '127.0.0.1'));
    const launcher = home.run('start');
    expect(await launcher.ends()).toBe(1);
    expect(launcher.output).toMatch(
      new RegExp(`Port ${board} \\(BOARD_PORT\\) is taken.*set BOARD_PORT to another port`),
    );
    taken.forEach((server) => server.close());
  });

  it('lists every bad setting and starts nothing', async () => {
    const launcher = home.run('start', { env: { BOARD_PORT: '0', GUARD_POW: 'on', BACKUP_SCHEDULE: 'daily' } });
    expect(await launcher.ends()).toBe(1);
    expect(launcher.output).toMatch(/BOARD_PORT is "0".*\n.*GUARD_POW is "on".*\n.*BACKUP_SCHEDULE is "daily"/);
    expect(launcher.output).not.toMatch(/^database/m);
  });

  it(
    'says that a database belongs to another major version, and leaves it as it is',
    async () => {
      const version = join(home.dataDir, 'postgres/PG_VERSION');
      const before = readFileSync(version);
      writeFileSync(version, '14\n');
      const launcher = home.run('start');
      expect(await launcher.ends()).toBe(1);
      expect(launcher.output).toMatch(
        /belongs to PostgreSQL 14; this version comes with PostgreSQL 15\. Nothing was changed/,
      );
      expect(readFileSync(version, 'utf8')).toBe('14\n');
      writeFileSync(version, before);
    },
    patienceMs,
  );

  it('says that the server of DB_HOST can’t be reached', async () => {
    const secrets = ['OWNER', 'PUBLIC', 'ADMIN', 'BACKUP'].map((role) => [`DB_${role}_PASSWORD`, 'x']);
    const launcher = home.run('start', {
      env: {
        ...Object.fromEntries(secrets),
        POSTER_HASH_KEY: Buffer.alloc(32).toString('base64'),
        DB_HOST: '127.0.0.1',
        DB_PORT: String(home.ports[3]),
      },
    });
    expect(await launcher.ends()).toBe(1);
    expect(launcher.output).toMatch(
      /PostgreSQL at 127\.0\.0\.1:\d+ \(DB_HOST, DB_PORT\) can’t be reached: .*ECONNREFUSED/,
    );
  });

  it(
    'runs on a server of somebody else, and leaves it running',
    async () => {
      const lent = await home.start();
      const borrower = await ProductHome.create();
      try {
        const kept = JSON.parse(readFileSync(join(home.dataDir, 'credentials.json'), 'utf8')) as Record<string, string>;
        const port = home.embedded().status()?.port ?? 0;
        const launcher = borrower.run('start', { env: { ...kept, DB_HOST: '127.0.0.1', DB_PORT: String(port) } });
        await launcher.prints(readyLine);
        expect(launcher.output).toMatch(new RegExp(`^database +initialsdb on 127.0.0.1:${port}$`, 'm'));
        expect((await fetch(`http://127.0.0.1:${borrower.ports[0]}/api/listings/count`)).status).toBe(200);
        expect(await launcher.stop()).toBe(0);
        expect(await boardStatus()).toBe(200);
      } finally {
        await borrower.remove();
      }
      expect(await lent.stop()).toBe(0);
    },
    patienceMs,
  );
});
