import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type BackedUp, onDump, startBackedUp } from '../test/backed-up.js';
import { endCommands, ended, startCommand } from '../test/command.js';

let up: BackedUp;

beforeAll(async () => {
  up = await startBackedUp();
}, 60_000);
afterEach(endCommands);
afterAll(() => up?.close());

const run = (tool: string, args: string[] = [], env: Record<string, string> = {}) =>
  ended(startCommand(up, { tool, args, env }));

const newest = async () => (await up.backups().records.list(undefined, 1))[0];

describe('make backup', () => {
  it('prints where the file is and its hash; make backup-verify proves it, make restore restores it', async () => {
    const taken = await run('backup');
    const [, file = '', sha256] = /^file +(\S+\.dump)\nsha256 +([0-9a-f]{64})$/m.exec(taken.output) ?? [];
    expect(taken.code).toBe(0);
    expect(await newest()).toMatchObject({ trigger: 'command', startedBy: 'system', sha256, verifiedAt: null });

    const verified = await run('backup-verify');
    expect(verified).toEqual({ code: 0, output: expect.stringMatching(/backup \d+ is verified/) });
    expect(await newest()).toMatchObject({ verifiedAt: expect.any(String) });

    const into = `from_command_${process.pid}`;
    const restored = await run('restore', [file, into]);
    await up.owner.sql.query(`DROP DATABASE IF EXISTS ${into}`);
    expect(restored).toEqual({ code: 0, output: expect.stringMatching(/, as dumped\n(.*\n)*.*DB_NAME=from_command/) });
  }, 60_000);

  it('as cron verifies it too', async () => {
    expect((await run('backup', ['--trigger=cron'])).code).toBe(0);
    expect(await newest()).toMatchObject({ trigger: 'cron', verifiedAt: expect.any(String), error: null });
  });

  it('says what is missing, and fails', async () => {
    const PG_DUMP = up.wrapped({ pg_dump: 'echo "pg_dump (PostgreSQL) 14.12"; exit 0' });
    const { code, output } = await run('backup', [], { PG_DUMP });
    expect(code).toBe(1);
    expect(output).toMatch(/Install it \(Debian, Ubuntu: apt-get install postgresql-client-\d+/);
    expect((await newest())?.error).toMatch(/Install it/);
  });

  it('is refused while another process backs up, and leaves that alone', async () => {
    const PG_DUMP = up.wrapped({ pg_dump: onDump(`while [ -e '${up.folder}/../wait' ]; do sleep 0.1; done`) });
    writeFileSync(join(up.folder, '../wait'), '');
    const slow = run('backup', [], { PG_DUMP });
    while ((await newest())?.progress?.step !== 'dumping') await sleep(50);
    const refused = await run('backup', ['--trigger=cron']);
    expect(refused).toEqual({ code: 1, output: expect.stringContaining('under way already') });
    rmSync(join(up.folder, '../wait'));
    expect((await slow).code).toBe(0);
  });

  it('that is interrupted with Ctrl-C leaves nothing', async () => {
    const files = readdirSync(up.folder);
    const child = startCommand(up, {
      tool: 'backup',
      env: { PG_DUMP: up.wrapped({ pg_dump: onDump('exec sleep 60') }) },
    });
    const outcome = ended(child);
    while ((await newest())?.progress?.step !== 'dumping') await sleep(50);
    child.kill('SIGINT');
    expect((await outcome).code).not.toBe(0);
    expect(await newest()).toMatchObject({ state: 'cancelled', file: null });
    expect(readdirSync(up.folder)).toEqual(files);
  });
});
