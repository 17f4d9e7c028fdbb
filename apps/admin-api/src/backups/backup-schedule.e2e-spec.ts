import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase, putUser } from '@initialsdb/database';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { startAdminApi, type TestAdmin, testPassword } from '../../test/admin-api.js';
import { BackupSchedule } from './backup-schedule.js';
import { ConsoleBackups } from './backups.provider.js';
import { missedBackup } from './missed-backup.js';

const hourMs = 3_600_000;

let database: TestDatabase;
let owner: Database;
let api: TestAdmin | undefined;

beforeAll(async () => {
  database = await startTestDatabase();
  owner = openDatabase(database.settings.owner);
  await putUser(owner.sql, { username: 'olga', role: 'operator', password: testPassword });
}, 60_000);

afterEach(async () => {
  await api?.close();
  api = undefined;
  await owner.sql.query('DELETE FROM backups');
});

afterAll(async () => {
  await owner?.close();
  await database?.drop();
});

/** Once a day, at the time that it was some hours ago. */
function dailyAt(hoursAgo: number): string {
  const time = new Date(Date.now() - hoursAgo * hourMs);
  return `${time.getMinutes()} ${time.getHours()} * * *`;
}

const setUp = (hoursAgo: number) =>
  owner.sql.query('UPDATE users SET created_at = now() - make_interval(hours => $1)', [hoursAgo]);

const given = (trigger: string, state: string, hoursAgo: number, isVerified = false) =>
  owner.sql.query(
    `INSERT INTO backups (trigger, state, started_at, verified_at)
       VALUES ($1, $2, now() - make_interval(hours => $3), CASE WHEN $4 THEN now() END)`,
    [trigger, state, hoursAgo, isVerified],
  );

const taken = () => owner.sql.query<{ trigger: string; state: string }>('SELECT trigger, state FROM backups');

describe('a backup that came due two hours ago', () => {
  const isMissed = async () => (await missedBackup(owner.sql, dailyAt(2))) !== undefined;

  it('was missed where nothing was taken since, by itself or proven good', async () => {
    await setUp(72);
    expect(await isMissed()).toBe(true);
    await given('schedule', 'succeeded', 26, true);
    await given('console', 'succeeded', 1);
    expect(await isMissed()).toBe(true);
  });

  it.each([
    ['schedule', 'succeeded', 2, false],
    ['cron', 'succeeded', 1, false],
    ['schedule', 'failed', 1, false],
    ['console', 'succeeded', 1, true],
  ] as const)('was not where one by %s %s %i hours ago', async (trigger, state, hoursAgo, isVerified) => {
    await setUp(72);
    await given(trigger, state, hoursAgo, isVerified);
    expect(await isMissed()).toBe(false);
  });

  it('was not where the product was set up since, or nobody has yet', async () => {
    await setUp(1);
    expect(await isMissed()).toBe(false);
    const empty = await startTestDatabase();
    const admin = openDatabase(empty.settings.admin);
    expect(await missedBackup(admin.sql, dailyAt(2))).toBeUndefined();
    await admin.close();
    await empty.drop();
  });

  it('is left to the schedule while it is just coming due', async () => {
    await setUp(72);
    await given('schedule', 'succeeded', 24);
    expect(await missedBackup(owner.sql, dailyAt(0))).toBeUndefined();
  });
});

describe('a console that starts after its backup was due', () => {
  async function start(): Promise<BackupSchedule> {
    api = await startAdminApi({ database, env: { BACKUP_SCHEDULE: dailyAt(2) } });
    return api.app.get(BackupSchedule);
  }

  it('takes and verifies it, once, however often it looks', async () => {
    await setUp(72);
    const schedule = await start();
    const isVerified = `SELECT FROM backups WHERE verified_at IS NOT NULL`;
    while ((await owner.sql.query(isVerified)).length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    await schedule.catchUp();
    expect(await taken()).toEqual([{ trigger: 'schedule', state: 'succeeded' }]);
    await api?.close();
    await (await start()).catchUp();
    expect(await taken()).toHaveLength(1);
  }, 60_000);

  it('puts right what was left unfinished meanwhile', async () => {
    await setUp(1);
    const schedule = await start();
    // That of the start, which would be taken for this one.
    await api?.app.get(ConsoleBackups).recover();
    await given('schedule', 'running', 1);
    await schedule.catchUp();
    expect(await taken()).toEqual([{ trigger: 'schedule', state: 'failed' }]);
  });

  it('takes none where it is new', async () => {
    await setUp(1);
    await (await start()).catchUp();
    expect(await taken()).toEqual([]);
  });
});
