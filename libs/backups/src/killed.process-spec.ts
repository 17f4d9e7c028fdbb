import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser } from '@initialsdb/testing';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';

const root = resolve(import.meta.dirname, '../../..');
const tool = join(root, 'dist/tools/backup.js');

let up: BackedUp;
const groups: number[] = [];

beforeAll(async () => {
  if (!existsSync(tool)) throw new Error('There is nothing to kill: run `make build` first.');
  up = await startBackedUp();
}, 60_000);
afterEach(() => groups.splice(0).forEach((group) => endGroup(group)));
afterAll(() => up?.close());

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** `make backup`, or what cron runs, as a process of its own. */
function command(trigger: 'command' | 'cron', env: Record<string, string>): ChildProcess {
  const { admin, dump } = up.settings;
  const child = spawn(process.execPath, [tool, `--trigger=${trigger}`], {
    cwd: join(up.folder, '..'),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      DB_HOST: admin.host,
      DB_PORT: String(admin.port),
      DB_NAME: admin.name,
      DB_ADMIN_PASSWORD: admin.password,
      DB_BACKUP_PASSWORD: dump.password,
      BACKUP_DIR: up.folder,
      ...env,
    },
  });
  groups.push(child.pid ?? 0);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function untilStep(step: string): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const rows = await up.admin.sql.query(`SELECT 1 FROM backups WHERE progress ->> 'step' = $1`, [step]);
    if (rows.length > 0) return;
    await sleep(50);
  }
  throw new Error(`It never came to ${step}.`);
}

async function untilStalled(child: ChildProcess): Promise<void> {
  let output = '';
  child.stdout?.on('data', (text) => (output += text));
  for await (const text of child.stderr as AsyncIterable<Buffer>) {
    output += text;
    if (output.includes('STALLED')) return;
  }
  throw new Error(`It ended: ${output}`);
}

const wait = (condition: string) => `case "$*" in ${condition}) sleep 60;; esac`;

describe('after a process was killed with -9, the next one starts', () => {
  async function theNext() {
    const [left] = await up.admin.sql.query<{ id: number }>('SELECT max(id) AS id FROM backups');
    const backup = await (await up.backups().start({ trigger: 'command' })).done;
    expect(backup.state).toBe('succeeded');
    expect(readdirSync(up.folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
    return up.backups().find(left?.id ?? 0);
  }

  it.each([
    ['dumping', { pg_dump: wait('*--snapshot*') }],
    ['reading', { pg_restore: wait('*--file=/dev/null*') }],
  ])(
    'while it was %s',
    async (step, scripts) => {
      const child = command('command', { PG_DUMP: up.wrapped(scripts) });
      await untilStep(step);
      await killed(child);
      expect(await theNext()).toMatchObject({
        state: 'failed',
        error: 'The process that ran it ended before it was done.',
        file: null,
        progress: null,
      });
      const sessions = await asSuperuser(async (client) => {
        return (await client.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'initialsdb backup run'`))
          .rowCount;
      });
      expect(sessions).toBe(0);
    },
    60_000,
  );

  it.each([
    ['before its manifest was there', '1 before'],
    ['when its manifest was there, and not yet its file', '2 before'],
  ])(
    '%s',
    async (_, stall) => {
      const child = command('command', {
        STALL_RENAME: stall,
        NODE_OPTIONS: `--import=${join(root, 'libs/backups/test/stall.mjs')}`,
      });
      await untilStalled(child);
      await killed(child);
      const failed = await theNext();
      expect(failed).toMatchObject({ state: 'failed', file: null });
      expect(readdirSync(up.folder).filter((name) => name.includes(`-${failed.id}.dump`))).toEqual([]);
    },
    60_000,
  );

  it('when its file was complete and only the record was missing: that run succeeded', async () => {
    const child = command('command', {
      STALL_RENAME: '2 after',
      NODE_OPTIONS: `--import=${join(root, 'libs/backups/test/stall.mjs')}`,
    });
    await untilStalled(child);
    await killed(child);
    const complete = await theNext();
    expect(complete).toMatchObject({ state: 'succeeded', file: expect.any(String), error: null });
    expect((await (await up.backups().verify(complete.id)).done).verifiedAt).not.toBeNull();
  }, 60_000);

  it('while it restored to verify; the scratch database goes', async () => {
    const child = command('cron', { PG_DUMP: up.wrapped({ pg_restore: wait('*--dbname=*') }) });
    await untilStep('verifying');
    await sleep(500);
    await killed(child);
    expect(await theNext()).toMatchObject({ state: 'succeeded', verifiedAt: null, progress: null });
    const left = await asSuperuser(async (client) => {
      return (await client.query(`SELECT 1 FROM pg_database WHERE datname LIKE 'initialsdb\\_verify\\_%'`)).rowCount;
    });
    expect(left).toBe(0);
  }, 60_000);
});

describe('the command', () => {
  it('takes a backup, prints where it is, and is refused while another runs', async () => {
    const slow = command('command', { PG_DUMP: up.wrapped({ pg_dump: 'case "$*" in *--snapshot*) sleep 3;; esac' }) });
    await untilStep('dumping');
    const refused = command('cron', {});
    let said = '';
    refused.stderr?.on('data', (text) => (said += text));
    expect((await once(refused, 'close'))[0]).toBe(1);
    expect(said).toContain('under way already');
    let printed = '';
    slow.stdout?.on('data', (text) => (printed += text));
    expect((await once(slow, 'close'))[0]).toBe(0);
    expect(printed).toMatch(/file +\S+\.dump\nsha256 +[0-9a-f]{64}\n/);
  }, 60_000);
});
