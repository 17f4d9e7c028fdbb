import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { slowestQueriesSchema, statsSchema } from '@initialsdb/contracts/admin';
import { asSuperuser } from '@initialsdb/testing';
import { startPublicApi } from '../../../public-api/test/public-api.js';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';
import { givenListing, givenReport } from '../../test/listings.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let operator: Person;

beforeAll(async () => {
  api = await startAdminApi();
  operator = await api.signedIn('operator');
}, 60_000);

afterAll(() => api?.close());

const stats = async () => statsSchema.parse((await operator.get('/api/stats').expect(200)).body);

describe('the statistics', () => {
  it('count what is there', async () => {
    const moderator = await api.signedIn('moderator');
    const ids = [];
    for (let n = 0; n < 4; n += 1) ids.push(await givenListing(api.owner, `Counted ${n}`));
    for (const id of [ids[0], ids[0], ids[1]]) await givenReport(api.owner, id ?? 0);
    await moderator.patch(`/api/listings/${ids[3]}`, { isHidden: true, version: 1, reason: 'spam' }).expect(200);
    await api.owner.sql.query(`UPDATE listings SET created_at = now() - interval '3 days' WHERE id = $1`, [ids[2]]);
    const found = await stats();
    expect(found.listings).toEqual({ visible: 3, hidden: 1, withOpenReports: 2 });
    expect(found.reports).toEqual({ open: 3, resolved: 0 });
    expect(found.postsPerHour).toHaveLength(48);
    expect(found.postsPerHour.reduce((sum, { posts }) => sum + posts, 0)).toBe(3);
    expect(found.postsPerDay).toHaveLength(30);
    expect(found.postsPerDay.reduce((sum, { posts }) => sum + posts, 0)).toBe(4);
    expect(found.postsPerDay.at(-1)?.at).toBe(`${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`);
    expect(found.database.sizeBytes).toBeGreaterThan(1_000_000);
    expect(found.database.tables.map(({ name }) => name)).toContain('listings');
    expect(found.disk?.totalBytes).toBeGreaterThan(0);
  });

  it('know what the board’s guards refused, also when its process has ended', async () => {
    const board = await startPublicApi({ database: api.database, env: { GUARD_POW: 'true' } });
    for (let n = 0; n < 3; n += 1) await board.post('no proof').expect(403);
    await board.http
      .post('/api/listings')
      .set('pow-solution', await board.proof())
      .send({ body: 'Proven' })
      .expect(201);
    await board.close();
    const found = await stats();
    expect(found.refusals).toEqual([{ guard: 'proof-of-work', reason: 'pow_required', count: 3 }]);
    expect(found.refusalsPerHour).toHaveLength(48);
    expect(found.refusalsPerHour.at(-1)?.refusals).toBe(3);
    expect(found.refusalsByReason).toEqual([
      { guard: 'proof-of-work', reason: 'pow_required', perHour: [...Array(47).fill(0), 3] },
    ]);
    expect(found.solveTimeMs).toMatchObject({ count: 1, p50: expect.any(Number) });
    expect(found.requestTimeMs.count).toBe(5);
    expect(found.solveTimeMsPerHour).toHaveLength(48);
    expect(found.solveTimeMsPerHour.at(-1)).toEqual({ at: found.refusalsPerHour.at(-1)?.at, ...found.solveTimeMs });
    expect(found.solveTimeMsPerHour[0]).toMatchObject({ count: 0, p50: null, p90: null, p99: null });
    expect(found.requestTimeMsPerHour.map(({ count }) => count)).toEqual([...Array(47).fill(0), 5]);
  });

  it('tell by guard and reason when it refused, the most frequent first, and forget what is older than two days', async () => {
    await api.owner.sql.query(
      `INSERT INTO activity (hour, name, count)
         SELECT date_trunc('hour', now(), 'UTC') - hours * interval '1 hour', 'refused:' || name, count
           FROM (VALUES (47, 'rate-limit:reads', 5), (1, 'rate-limit:reads', 2), (1, 'rate-limit:writes', 1), (48, 'body-size:too_large', 9))
             AS refused (hours, name, count)`,
    );
    const { refusalsByReason, refusalsPerHour } = await stats();
    expect(refusalsByReason).toEqual([
      { guard: 'rate-limit', reason: 'reads', perHour: [5, ...Array(45).fill(0), 2, 0] },
      { guard: 'proof-of-work', reason: 'pow_required', perHour: [...Array(47).fill(0), 3] },
      { guard: 'rate-limit', reason: 'writes', perHour: [...Array(46).fill(0), 1, 0] },
    ]);
    expect(refusalsPerHour.map(({ refusals }) => refusals)).toEqual([5, ...Array(45).fill(0), 3, 3]);
  });
});

describe('the growth of the database', () => {
  const sizes = (days: readonly number[]) =>
    api.owner.sql.query(
      `INSERT INTO database_sizes (day, size_bytes, listings)
         SELECT (now() AT TIME ZONE 'UTC')::date - days, 1000000 - days, 0 FROM unnest($1::int[]) AS days`,
      [days],
    );
  const growth = async () => {
    const { listings, database, disk } = await stats();
    return { ...database, total: listings.visible + listings.hidden, disk };
  };

  it('is not known on the first day', async () => {
    const { sizePerDay, growth: grown, disk } = await growth();
    expect(sizePerDay).toEqual([{ at: expect.any(String), sizeBytes: expect.any(Number), listings: 0 }]);
    expect(grown).toEqual([]);
    expect(disk?.fullInDays).toBeNull();
  });

  it('is guessed to go on after a week', async () => {
    await sizes([5]);
    expect(await growth()).toMatchObject({ growth: [{ days: 5 }], disk: { fullInDays: null } });
    await sizes([7]);
    const { sizePerDay, growth: grown, disk, sizeBytes, total } = await growth();
    expect(sizePerDay.map((day) => day.sizeBytes)).toEqual([
      999_993,
      null,
      999_995,
      ...Array(4).fill(null),
      expect.any(Number),
    ]);
    expect(grown).toEqual([{ days: 7, bytes: sizeBytes - 999_993, listings: total }]);
    expect(disk?.fullInDays).toBe(Math.floor(((disk?.freeBytes ?? 0) * 7) / (sizeBytes - 999_993)));
  });

  it('is told of a month and of a year, and drawn of 90 days', async () => {
    await sizes([29, 89, 90, 200, 366]);
    const { sizePerDay, growth: grown } = await growth();
    expect(grown.map(({ days }) => days)).toEqual([29, 200]);
    expect(sizePerDay).toHaveLength(90);
    expect(sizePerDay[0]?.sizeBytes).toBe(999_911);
  });
});

describe('the slowest queries', () => {
  const queries = async () => slowestQueriesSchema.parse((await operator.get('/api/stats/queries').expect(200)).body);

  it('tell who asked what, on one line and without a word of a listing', async () => {
    const board = await startPublicApi({ database: api.database, env: { GUARD_POW: 'false' } });
    await board.post('A rare halibut').expect(201);
    await board.http.get('/api/listings?q=halibut').expect(200);
    await board.close();
    const moderator = await api.signedIn('moderator', 'mia');
    await moderator.get('/api/listings?q=halibut').expect(200);
    const found = await queries();
    expect(found.missing).toBeNull();
    expect(found.queries).toHaveLength(10);
    expect(new Set(found.queries.map(({ by }) => by))).toEqual(new Set(['board', 'console']));
    for (const { text, calls, meanMs, totalMs } of found.queries) {
      expect(text).toMatch(/^(SELECT|INSERT|UPDATE|DELETE|WITH)/i);
      expect(text).not.toMatch(/halibut|\n| {2}/);
      expect(totalMs).toBeCloseTo(calls * meanMs, 0);
    }
  });

  it('are for those who are signed in', async () => {
    await api.anonymous.get('/api/stats/queries').expect(401);
  });

  it('say why there are none', async () => {
    await asSuperuser((client) => client.query('DROP EXTENSION pg_stat_statements'), api.database.name);
    expect(await queries()).toEqual({ missing: 'extension', since: null, queries: [] });
  });
});
