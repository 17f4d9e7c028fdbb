import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Backup } from '@initialsdb/contracts/admin';
import { type BackedUp, onDump, startBackedUp } from '../test/backed-up.js';
import { startStallingProxy } from '../test/stalling-proxy.js';
import { BackupBusyError, BackupConflictError, readManifest } from './index.js';

let up: BackedUp;

beforeAll(async () => {
  up = await startBackedUp();
}, 60_000);
afterAll(() => up?.close());

async function take(verify = false): Promise<Backup> {
  const { done } = await up.backups().start({ trigger: 'command', verify });
  return done;
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
      pgDumpVersion: up.programs.version,
      serverVersion: expect.stringMatching(/^\d+\.\d+/),
      migration: expect.stringMatching(/^2026-/),
      verifiedAt: null,
    });
    expect(backup.rowCounts).toMatchObject({ listings: 300 });
  });

  it('is verified by a real restore, of which nothing is left', async () => {
    const backup = await take(true);
    expect(backup).toMatchObject({ state: 'succeeded', error: null, verifiedAt: expect.any(String) });
    expect(await readManifest(join(up.folder, backup.file ?? ''))).toMatchObject({ verifiedAt: expect.any(String) });
    expect(await up.scratchDatabases()).toEqual([]);
    expect(await up.backups().health()).toEqual({ status: 'ok', newestVerifiedAt: backup.verifiedAt });
  });

  it('holds on to the end of the audit log, which a log that was cut off or rewritten can’t show again', async () => {
    const { file } = await take();
    const { newestAuditEvent } = (await readManifest(join(up.folder, file ?? ''))) ?? {};
    const [event] = await up.owner.sql.query(
      `SELECT action, encode(hash, 'hex') AS hash FROM audit_events WHERE id = $1`,
      [newestAuditEvent?.id],
    );
    expect(event).toEqual({ action: 'backup.start', hash: newestAuditEvent?.hash });
  });

  it('is over for whoever reads so in its record: verified at once, it is not told to wait', async () => {
    const backups = up.backups();
    const { backup } = await backups.start({ trigger: 'console' });
    while ((await backups.find(backup.id)).state === 'running') await sleep(1);
    const { done } = await backups.verify(backup.id);
    expect((await done).verifiedAt).not.toBeNull();
  });

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
  });

  it('holds what its snapshot holds, and counts that, whatever is posted meanwhile', async () => {
    await up.owner.sql.query(
      `INSERT INTO listings (body, search) SELECT t, t FROM (SELECT n || repeat(md5(n::text), 40) AS t FROM generate_series(1, 1500) n) x`,
    );
    const [before] = await up.owner.sql.query<{ count: number }>('SELECT count(*) FROM listings');
    const proxy = await startStallingProxy(up.settings.dump.port, 1_000_000);
    try {
      const dump = { ...up.settings.dump, port: proxy.port };
      const { done } = await up.backups({ dump }).start({ trigger: 'command' });
      await proxy.stalled;
      await up.post('posted during the dump');
      await up.owner.sql.query('DELETE FROM listings WHERE id <= 10');
      proxy.goOn();
      const backup = await done;
      expect(backup).toMatchObject({ state: 'succeeded', error: null });
      expect(backup.rowCounts?.['listings']).toBe(before?.count);
      // A restore is compared with the manifest.
      expect(await (await up.backups().verify(backup.id)).done).toMatchObject({
        error: null,
        verifiedAt: expect.any(String),
      });
    } finally {
      await proxy.close();
    }
  });

  it('is cancelled from anywhere, and nothing stays of it', async () => {
    // What the script starts hears nothing of its end.
    const pgDump = up.wrapped({ pg_dump: onDump('sleep 20') });
    const files = readdirSync(up.folder);
    const { backup, done } = await up.backups({ pgDump }).start({ trigger: 'console', actor: 'ann' });
    expect(await up.backups().cancel(backup.id, 'bea')).toMatchObject({ state: 'running' });
    expect(await done).toMatchObject({ state: 'cancelled', error: 'Cancelled by bea.', file: null, progress: null });
    expect(readdirSync(up.folder)).toEqual(files);
    await expect(up.backups().cancel(backup.id, 'bea')).rejects.toThrow(BackupConflictError);
  });

  it('prunes after a verification, among verified files alone, and never the last of them', async () => {
    const ids: number[] = [];
    for (let day = 4; day > 0; day -= 1) {
      const { id } = await take();
      await up.owner.sql.query(
        `UPDATE backups SET started_at = now() - make_interval(days => $2), verified_at = CASE WHEN $2 <> 3 THEN now() END
          WHERE id = $1`,
        [id, day],
      );
      ids.push(id);
    }
    const [verified4, neverVerified3, verified2, verified1] = ids;
    const failing = up.backups({ pgDump: up.wrapped({ pg_dump: onDump('exit 1') }) });
    const failed = await (await failing.start({ trigger: 'schedule', verify: true })).done;
    expect(failed.state).toBe('failed');
    const before = await up.backups().records.files();
    expect(before.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));

    const keep = { daily: 2, weekly: 0, monthly: 0 };
    const newest = await (await up.backups({ keep }).start({ trigger: 'schedule', verify: true })).done;
    const after = (await up.backups().records.files()).filter(({ id }) => [...ids, newest.id].includes(id));
    expect(after.map(({ id }) => id)).toEqual([newest.id, verified1, neverVerified3]);
    expect(readdirSync(up.folder)).not.toContain(before.find(({ id }) => id === verified2)?.file);
    await expect(up.backups().find(verified4 ?? 0)).rejects.toThrow('There is no such backup.');

    const none = { daily: 0, weekly: 0, monthly: 0 };
    await (
      await up.backups({ keep: none }).verify(newest.id)
    ).done;
    const left = await up.backups().records.files();
    expect(left.filter(({ verifiedAt }) => verifiedAt !== null).map(({ id }) => id)).toEqual([newest.id]);
    for (const { file } of left) expect(readdirSync(up.folder)).toEqual(expect.arrayContaining([file, `${file}.json`]));
    await expect(up.backups().remove(newest.id, 'ann')).rejects.toThrow(newest.file ?? '');
  }, 60_000);

  it('leaves its events in the audit log', async () => {
    const events = await up.admin.sql.query<{ action: string }>('SELECT DISTINCT action FROM audit_events ORDER BY 1');
    expect(events.map(({ action }) => action)).toEqual([
      'backup.cancel',
      'backup.delete',
      'backup.fail',
      'backup.finish',
      'backup.start',
      'backup.verify',
    ]);
  });
});
