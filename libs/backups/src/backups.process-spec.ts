import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser } from '@initialsdb/testing';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';
import { BackupBusyError, readManifest } from './index.js';

let up: BackedUp;

beforeAll(async () => {
  up = await startBackedUp();
}, 60_000);
afterAll(() => up?.close());

async function take(verify = false) {
  const { done } = await up.backups().start({ trigger: 'command', verify });
  return done;
}

async function scratchDatabases(): Promise<string[]> {
  return asSuperuser(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'initialsdb\\_verify\\_%'`,
    );
    return rows.map(({ datname }) => datname);
  });
}

describe('a run', () => {
  it('leaves a file for this user alone, its manifest, and a record of both', async () => {
    const backup = await take();
    expect(backup).toMatchObject({ state: 'succeeded', trigger: 'command', startedBy: 'system', error: null });
    const path = join(up.folder, backup.file ?? '');
    expect(statSync(path)).toMatchObject({ size: backup.sizeBytes, mode: 0o100600 });
    expect(statSync(up.folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(up.folder).sort()).toEqual([backup.file, `${backup.file}.json`]);
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('PGDMP');
    expect(await readManifest(path)).toMatchObject({
      sha256: backup.sha256,
      sizeBytes: backup.sizeBytes,
      rowCounts: backup.rowCounts,
      migration: expect.stringMatching(/^2026-/),
      verifiedAt: null,
    });
    expect(backup.rowCounts).toMatchObject({ listings: 300 });
  }, 60_000);

  it('is verified by a real restore, of which nothing is left', async () => {
    const backup = await take(true);
    expect(backup).toMatchObject({ state: 'succeeded', error: null, verifiedAt: expect.any(String) });
    expect(await readManifest(join(up.folder, backup.file ?? ''))).toMatchObject({ verifiedAt: expect.any(String) });
    expect(await scratchDatabases()).toEqual([]);
    expect(await up.backups().health()).toEqual({ status: 'ok', newestVerifiedAt: backup.verifiedAt });
  }, 60_000);

  it('of 50 triggers at once starts one', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => up.backups().start({ trigger: 'console', actor: 'ann' })),
    );
    const started = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(started).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(BackupBusyError);
    }
    expect((await started[0]?.value.done)?.state).toBe('succeeded');
  }, 60_000);

  it('counts what its snapshot holds, whatever is posted meanwhile', async () => {
    const pgDump = up.wrapped({ pg_dump: 'case "$*" in *--version*) ;; *) sleep 1;; esac' });
    const backups = up.backups({ pgDump });
    const [before] = await up.owner.sql.query<{ count: number }>('SELECT count(*) FROM listings');
    const { done } = await backups.start({ trigger: 'command', verify: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await up.post('posted during the dump');
    const backup = await done;
    expect(backup).toMatchObject({ state: 'succeeded', error: null, verifiedAt: expect.any(String) });
    expect(backup.rowCounts?.['listings']).toBe(before?.count);
  }, 60_000);

  it('is cancelled from anywhere, and nothing stays of it', async () => {
    const pgDump = up.wrapped({ pg_dump: 'case "$*" in *--version*) ;; *) sleep 30;; esac' });
    const files = readdirSync(up.folder);
    const { backup, done } = await up.backups({ pgDump }).start({ trigger: 'console', actor: 'ann' });
    await up.backups().cancel(backup.id, 'bea');
    expect(await done).toMatchObject({ state: 'cancelled', error: 'Cancelled by bea.', file: null, progress: null });
    expect(readdirSync(up.folder)).toEqual(files);
  }, 60_000);

  it('leaves its events in the audit log', async () => {
    const events = await up.admin.sql.query<{ action: string }>('SELECT DISTINCT action FROM audit_events ORDER BY 1');
    expect(events.map(({ action }) => action)).toEqual([
      'backup.cancel',
      'backup.delete',
      'backup.finish',
      'backup.start',
      'backup.verify',
    ]);
    expect(existsSync(up.folder)).toBe(true);
  });
});
