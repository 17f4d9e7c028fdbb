import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statsSchema } from '@initialsdb/contracts/admin';
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
    expect(found.refusalsByGuard).toEqual([{ guard: 'proof-of-work', perHour: [...Array(47).fill(0), 3] }]);
    expect(found.solveTimeMs).toMatchObject({ count: 1, p50: expect.any(Number) });
    expect(found.requestTimeMs.count).toBe(5);
  });

  it('tell by guard when it refused, those that refused most first, and forget what is older than two days', async () => {
    await api.owner.sql.query(
      `INSERT INTO activity (hour, name, count)
         SELECT date_trunc('hour', now(), 'UTC') - hours * interval '1 hour', 'refused:' || name, count
           FROM (VALUES (47, 'rate-limit:reads', 5), (1, 'rate-limit:reads', 2), (1, 'rate-limit:writes', 1), (48, 'body-size:too_large', 9))
             AS refused (hours, name, count)`,
    );
    const { refusalsByGuard, refusalsPerHour } = await stats();
    expect(refusalsByGuard).toEqual([
      { guard: 'rate-limit', perHour: [5, ...Array(45).fill(0), 3, 0] },
      { guard: 'proof-of-work', perHour: [...Array(47).fill(0), 3] },
    ]);
    expect(refusalsPerHour.map(({ refusals }) => refusals)).toEqual([5, ...Array(45).fill(0), 3, 3]);
  });
});
