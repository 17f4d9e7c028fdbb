import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';
import { endCommands, ended, startCommand } from '../test/command.js';

/** A file system of its own for one process, which takes no root where users may have namespaces. */
const namespace = ['unshare', '--mount', '--map-root-user'];
const mayMount = spawnSync('unshare', [...namespace.slice(1), 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

/** Runs the command with a small disk at BACKUP_DIR that holds an older file; prints what is on it afterwards. */
const onSmallDisk = (size: string) => [
  ...namespace,
  'sh',
  '-euc',
  `mkdir -p "$BACKUP_DIR"; mount -t tmpfs -o size=${size} tmpfs "$BACKUP_DIR"; echo older >"$BACKUP_DIR/older.dump"
   "$@" || code=$?; echo "left: $(ls "$BACKUP_DIR" | tr '\\n' ' ')$(cat "$BACKUP_DIR/older.dump")"; exit "\${code:-0}"`,
  'sh',
];

let up: BackedUp;

beforeAll(async () => {
  up = await startBackedUp();
}, 60_000);
afterEach(endCommands);
afterAll(() => up?.close());

async function onDisk(size: string, trigger: string) {
  const args = [`--trigger=${trigger}`];
  const result = await ended(startCommand(up, { tool: 'backup', args, within: onSmallDisk(size) }));
  const [backup] = await up.backups().records.list(undefined, 1);
  return { ...result, backup };
}

(mayMount ? describe : describe.skip)('on a disk that is too small', () => {
  it('a run fails where the disk gets full, and publishes nothing', async () => {
    const { code, output, backup } = await onDisk('32k', 'command');
    expect(output).toMatch(/No space left on device|The disk is full/);
    expect(output).toMatch(/^left: older\.dump older$/m);
    expect(code).toBe(1);
    expect(backup).toMatchObject({ state: 'failed', file: null, progress: null });
    expect(backup?.error).toMatch(/No space left on device|The disk is full/);
  });

  it('a verification is not begun, and the file stays', async () => {
    const { code, output, backup } = await onDisk('2m', 'cron');
    expect(output).toMatch(/A restore to verify it needs [\d.]+ MB; [\d.]+ MB are free/);
    expect(output).toMatch(/^left: initialsdb-\S+\.dump initialsdb-\S+\.dump\.json older\.dump older$/m);
    expect(code).toBe(1);
    expect(backup).toMatchObject({ state: 'succeeded', verifiedAt: null });
  });
});
