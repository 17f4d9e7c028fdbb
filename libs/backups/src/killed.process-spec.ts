import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser } from '@initialsdb/testing';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';
import { endCommands, stallOption, startCommand } from '../test/command.js';
import { startStallingProxy } from '../test/stalling-proxy.js';

let up: BackedUp;

beforeAll(async () => {
  up = await startBackedUp();
  await up.owner.sql.query(
    `INSERT INTO listings (body, search) SELECT t, t FROM (SELECT n || repeat(md5(n::text), 40) AS t FROM generate_series(1, 1500) n) x`,
  );
}, 60_000);
afterEach(endCommands);
afterAll(() => up?.close());

const backup = (env: Record<string, string>, trigger = 'command') =>
  startCommand(up, { tool: 'backup', args: [`--trigger=${trigger}`], env });

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

/** Sessions of a run, of which there have to be none when it is over; PostgreSQL takes a moment to see them go. */
async function sessionsLeft(): Promise<number> {
  let left = 1;
  for (let waited = 0; waited < 5000 && left > 0; waited += 50) {
    const { rows } = await asSuperuser((client) =>
      client.query(`SELECT FROM pg_stat_activity WHERE application_name = 'initialsdb backup run' AND datname = $1`, [
        up.test.name,
      ]),
    );
    left = rows.length;
    if (left > 0) await sleep(50);
  }
  return left;
}

const onRestore = (option: string) => `case "$*" in *${option}*) exec sleep 60;; esac`;
const failed = {
  state: 'failed',
  error: 'The process that ran it ended before it was done.',
  file: null,
  progress: null,
};

describe('after a process was killed with -9, the next one starts', () => {
  async function theNext() {
    const [left] = await up.admin.sql.query<{ id: number }>('SELECT max(id) AS id FROM backups');
    const { state } = await (await up.backups().start({ trigger: 'command' })).done;
    expect(state).toBe('succeeded');
    expect(readdirSync(up.folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(await sessionsLeft()).toBe(0);
    return up.backups().find(left?.id ?? 0);
  }

  it('before it had begun to dump', async () => {
    const child = backup({ PG_DUMP: up.wrapped({ pg_dump: 'exec sleep 60' }) });
    await untilStep('dumping');
    await killed(child);
    expect(await theNext()).toMatchObject(failed);
  });

  it('while pg_dump was half-way', async () => {
    const proxy = await startStallingProxy(up.settings.dump.port, 1_000_000);
    try {
      const child = backup({ DB_PORT: String(proxy.port) });
      await proxy.stalled;
      await killed(child);
      expect(await theNext()).toMatchObject(failed);
    } finally {
      await proxy.close();
    }
  });

  it('while it read the file back', async () => {
    const child = backup({ PG_DUMP: up.wrapped({ pg_restore: onRestore('--file=/dev/null') }) });
    await untilStep('reading');
    await killed(child);
    expect(await theNext()).toMatchObject(failed);
  });

  it.each([
    ['before its manifest was there', '1 before', false],
    ['when its manifest was there, and not yet its file', '2 before', false],
    ['when it was encrypted, and not yet published', '1 before', true],
  ])('%s', async (_, stall, isEncrypted) => {
    const recipient = isEncrypted && (await identityToRecipient(await generateX25519Identity()));
    const child = backup({
      STALL_RENAME: stall,
      NODE_OPTIONS: stallOption,
      ...(recipient && { BACKUP_AGE_RECIPIENT: recipient }),
    });
    await untilStalled(child);
    await killed(child);
    const { id, ...left } = await theNext();
    expect(left).toMatchObject(failed);
    expect(readdirSync(up.folder).filter((name) => name.includes(`-${id}.dump`))).toEqual([]);
  });

  it('when its file was complete and only the record was missing: that run succeeded', async () => {
    const child = backup({ STALL_RENAME: '2 after', NODE_OPTIONS: stallOption });
    await untilStalled(child);
    await killed(child);
    const complete = await theNext();
    expect(complete).toMatchObject({ state: 'succeeded', file: expect.any(String), error: null });
    expect((await (await up.backups().verify(complete.id)).done).verifiedAt).not.toBeNull();
  });

  it('while it restored to verify; the scratch database goes', async () => {
    const child = backup({ PG_DUMP: up.wrapped({ pg_restore: onRestore('--dbname=') }) }, 'cron');
    while ((await up.scratchDatabases()).length === 0) await sleep(50);
    await killed(child);
    expect(await theNext()).toMatchObject({ state: 'succeeded', verifiedAt: null, progress: null });
    expect(await up.scratchDatabases()).toEqual([]);
  });
});
