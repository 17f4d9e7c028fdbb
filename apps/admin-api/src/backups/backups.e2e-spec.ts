import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Backup } from '@initialsdb/contracts/admin';
import type { Response } from 'supertest';
import { Metrics } from '@initialsdb/server';
import { startAdminApi, type TestAdmin, testPassword } from '../../test/admin-api.js';
import { BackupSchedule } from './backup-schedule.js';
import { givenListing } from '../../test/listings.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let operator: Person;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'initialsdb-api-backups-'));
  api = await startAdminApi({ env: { BACKUP_DIR: folder, BACKUP_SCHEDULE: '30 3 29 2 *' } });
  operator = await api.signedIn('operator');
  await givenListing(api.owner, 'Kept');
}, 60_000);

afterAll(async () => {
  await api?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** The backup once nothing is being done with it. */
async function settled(id: number): Promise<Backup> {
  for (;;) {
    const { backup } = (await operator.get(`/api/backups/${id}`).expect(200)).body as { backup: Backup };
    if (backup.state !== 'running' && !backup.progress) return backup;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function taken(): Promise<Backup> {
  const { body } = await operator.post('/api/backups').expect(202);
  return settled(body.backup.id);
}

async function verified(id: number): Promise<Backup> {
  await operator.post(`/api/backups/${id}/verification`).expect(202);
  for (;;) {
    const backup = await settled(id);
    if (backup.verifiedAt ?? backup.error) return backup;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const bytesOf = (answer: Response) => answer.body as Buffer;
const download = (person: Person, id: number) => person.get(`/api/backups/${id}/file`).buffer(true).parse(binary);

function binary(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
}

describe('backups', () => {
  it('are for operators and admins', async () => {
    const moderator = await api.signedIn('moderator');
    for (const person of [moderator, api.anonymous]) {
      const status = person === moderator ? 403 : 401;
      await person.get('/api/backups').expect(status);
      await person.post('/api/backups').expect(status);
      await person.get('/api/backups/1/file').expect(status);
      await person.delete('/api/backups/1').expect(status);
    }
    await operator.get('/api/backups/1').expect(404);
  });

  it('begin at once, one at a time, and tell how far they are', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => operator.post('/api/backups')));
    const started = answers.filter(({ status }) => status === 202);
    expect(started).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'CONFLICT')).toHaveLength(9);
    expect(started[0]?.body.backup).toMatchObject({
      state: 'running',
      trigger: 'console',
      startedBy: 'operator',
      finishedAt: null,
      progress: { step: 'preparing' },
    });
    const backup = await settled(started[0]?.body.backup.id);
    expect(backup).toMatchObject({ state: 'succeeded', rowCounts: { listings: 1 }, verifiedAt: null, error: null });
    const { body } = await operator.get('/api/backups').expect(200);
    expect(body).toEqual({ backups: [backup], nextCursor: null, folder, nextAt: expect.any(String) });
  }, 60_000);

  it('are stale until one is verified, also for who isn’t signed in', async () => {
    const stale = await api.anonymous.get('/api/backups/health').expect(503);
    expect(stale.body).toEqual({ status: 'stale', newestVerifiedAt: null });
    const { body } = await operator.get('/api/backups');
    const backup = await verified(body.backups[0].id);
    expect(backup).toMatchObject({ verifiedAt: expect.any(String), error: null });
    const { body: healthy } = await api.anonymous.get('/api/backups/health').expect(200);
    expect(healthy).toEqual({ status: 'ok', newestVerifiedAt: backup.verifiedAt });
    await api.owner.sql.query(`UPDATE backups SET started_at = started_at - interval '27 hours' WHERE id = $1`, [
      backup.id,
    ]);
    await api.anonymous.get('/api/backups/health').expect(503);
  }, 60_000);

  it('are watched by a metric, worked out when it is asked for', async () => {
    const gauges = async () => (await api.app.get(Metrics).registry.metrics()).match(/^backup_\w+ [\d.]+$/gm);
    expect(await gauges()).toEqual([
      expect.stringMatching(/^backup_newest_verified_timestamp_seconds \d{10}(\.\d+)?$/),
      'backup_healthy 0',
    ]);
    await api.owner.sql.query(`UPDATE backups SET started_at = now() WHERE verified_at IS NOT NULL`);
    expect((await gauges())?.[1]).toBe('backup_healthy 1');
  });

  it('are stale where the file is gone, and say so', async () => {
    const [backup] = (await operator.get('/api/backups').expect(200)).body.backups as Backup[];
    const path = join(folder, backup?.file ?? '');
    renameSync(path, `${path}.away`);
    const { body: stale } = await api.anonymous.get('/api/backups/health').expect(503);
    expect(stale).toEqual({ status: 'stale', newestVerifiedAt: null });
    expect(await api.app.get(Metrics).registry.metrics()).toMatch(/^backup_healthy 0$/m);
    const { body: found } = await operator.get(`/api/backups/${backup?.id}`).expect(200);
    expect(found.backup).toEqual({ ...backup, fileFault: `There is no ${path} any more.` });
    expect((await operator.get('/api/backups').expect(200)).body.backups).toEqual([found.backup]);
    renameSync(`${path}.away`, path);
    await api.anonymous.get('/api/backups/health').expect(200);
  });

  it('fail with a reason where their folder can’t be made', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    const other = await startAdminApi({ env: { BACKUP_DIR: join(file, 'backups') } });
    try {
      const olga = await other.signedIn('operator', 'olga');
      const { body } = await olga.post('/api/backups').expect(202);
      await until(async () => (await olga.get(`/api/backups/${body.backup.id}`)).body.backup.state === 'failed');
      const { backup } = (await olga.get(`/api/backups/${body.backup.id}`)).body;
      expect(backup).toMatchObject({
        file: null,
        error: expect.stringMatching(/^The folder for backups can't be made: /),
      });
    } finally {
      await other.close();
      rmSync(file);
    }
  });

  it('are taken and verified by schedule, and left out while one is under way', async () => {
    const schedule = api.app.get(BackupSchedule);
    expect([schedule.nextAt?.getMonth(), schedule.nextAt?.getDate(), schedule.nextAt?.getHours()]).toEqual([1, 29, 3]);
    await Promise.all([schedule.takeOne(), schedule.takeOne()]);
    const { body } = await operator.get('/api/backups').expect(200);
    const scheduled = (body.backups as Backup[]).filter(({ trigger }) => trigger === 'schedule');
    expect(scheduled).toEqual([
      expect.objectContaining({ state: 'succeeded', startedBy: 'system', verifiedAt: expect.any(String) }),
    ]);
  }, 60_000);

  it('are downloaded whole and in ranges, with a record of it', async () => {
    const backup = await taken();
    const whole = await download(operator, backup.id).expect(200);
    expect(createHash('sha256').update(bytesOf(whole)).digest('hex')).toBe(backup.sha256);
    expect(whole.headers).toMatchObject({
      etag: `"${backup.sha256}"`,
      'accept-ranges': 'bytes',
      'content-length': String(backup.sizeBytes),
      'content-disposition': `attachment; filename="${backup.file}"`,
    });
    const rest = await download(operator, backup.id)
      .set('range', 'bytes=100-')
      .set('if-range', `"${backup.sha256}"`)
      .expect(206);
    expect(bytesOf(rest)).toEqual(bytesOf(whole).subarray(100));
    expect(rest.headers['content-range']).toBe(`bytes 100-${(backup.sizeBytes ?? 0) - 1}/${backup.sizeBytes}`);
    await download(operator, backup.id).set('range', 'bytes=100-').set('if-range', '"another"').expect(200);
    const beyond = await operator.get(`/api/backups/${backup.id}/file`).set('range', 'bytes=99999999-').expect(416);
    expect(beyond.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'content-range': `bytes */${backup.sizeBytes}`,
    });
    expect(beyond.body).toMatchObject({ status: 416, code: 'INVALID_INPUT' });
    const { body } = await operator.get('/api/audit-events?action=backup.download').expect(200);
    expect(body.events[0]).toMatchObject({ actor: 'operator', details: { backupId: backup.id, file: backup.file } });
    await api.http.head(`/api/backups/${backup.id}/file`).set('cookie', operator.cookie).expect(200);
    const later = await operator.get('/api/audit-events?action=backup.download').expect(200);
    expect(later.body.events).toHaveLength(body.events.length);
  }, 60_000);

  it('are downloaded only by who gave the password lately', async () => {
    const { body } = await operator.get('/api/backups');
    const path = `/api/backups/${body.backups[0].id}/file`;
    await api.owner.sql.query(`UPDATE sessions SET confirmed_at = now() - interval '16 minutes'`);
    const refused = await operator.get(path).expect(401);
    expect(refused.body).toMatchObject({ code: 'UNAUTHENTICATED', confirmation: true });
    await operator.post('/api/session/confirmation', { password: testPassword }).expect(204);
    await operator.get(path).expect(200);
  }, 60_000);

  it('are deleted, the newest verified one only by its name', async () => {
    const { id, file } = await taken();
    await verified(id);
    const refused = await operator.delete(`/api/backups/${id}`).expect(409);
    expect(refused.body.detail).toContain(file);
    await operator.delete(`/api/backups/${id}?confirm=another`).expect(409);
    // Older ones may be pruned meanwhile; this one stays.
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([file, `${file}.json`]));
    await operator.delete(`/api/backups/${id}?confirm=${file}`).expect(204);
    expect(readdirSync(folder)).not.toContain(file);
    await operator.get(`/api/backups/${id}`).expect(404);
    await operator.get(`/api/backups/${id}/file`).expect(404);
  }, 60_000);

  it('say where a file is not what was written', async () => {
    const { id, file } = await taken();
    const path = join(folder, file ?? '');
    const bytes = readFileSync(path);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(path, bytes);
    expect(await verified(id)).toMatchObject({
      state: 'succeeded',
      verifiedAt: null,
      error: expect.stringContaining('SHA-256'),
    });
  }, 60_000);

  it('cannot be cancelled when they are done, nor changed in any other way', async () => {
    const { body } = await operator.get('/api/backups');
    const path = `/api/backups/${body.backups[0].id}`;
    await operator.patch(path, { state: 'cancelled' }).expect(409);
    await operator.patch(path, { state: 'succeeded' }).expect(400);
    await operator.get('/api/backups?limit=0').expect(400);
  });
});
