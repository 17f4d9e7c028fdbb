import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';
import { givenListing, givenReport } from '../../test/listings.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let moderator: Person;
const ids: number[] = [];

beforeAll(async () => {
  api = await startAdminApi();
  moderator = await api.signedIn('moderator');
  for (let n = 0; n < 3; n += 1) {
    const id = await givenListing(api.owner, `Reported ${n}`);
    ids.push(id);
    await givenReport(api.owner, id, `note ${n}`);
  }
}, 60_000);

afterAll(() => api?.close());

const listed = async (query = '') => (await moderator.get(`/api/reports?${query}`).expect(200)).body;

describe('the queue of reports', () => {
  it('has the open ones, newest first, by pages, each with its listing', async () => {
    const first = await listed('limit=2');
    expect(first.reports.map((report: { note: string }) => report.note)).toEqual(['note 2', 'note 1']);
    expect(first.reports[0]).toEqual({
      id: expect.any(Number),
      listingId: ids[2],
      reason: 'spam',
      note: 'note 2',
      state: 'open',
      createdAt: expect.any(String),
      resolvedAt: null,
      resolvedBy: null,
      listing: expect.objectContaining({ id: ids[2], openReports: 1, version: 1 }),
    });
    const second = await listed(`limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ reports: [{ note: 'note 0' }], nextCursor: null });
    expect((await listed(`listing=${ids[1]}`)).reports).toMatchObject([{ note: 'note 1' }]);
  });

  it('lets one be resolved and opened again, with a record of each', async () => {
    const { reports } = await listed(`listing=${ids[0]}`);
    const path = `/api/reports/${reports[0].id}`;
    const { body } = await moderator.patch(path, { state: 'resolved' }).expect(200);
    expect(body.report).toMatchObject({ state: 'resolved', resolvedBy: 'moderator', listing: { openReports: 0 } });
    await moderator.patch(path, { state: 'resolved' }).expect(200);
    expect((await listed('state=resolved')).reports).toMatchObject([{ listingId: ids[0] }]);
    await moderator.patch(path, { state: 'open' }).expect(200);
    const { body: audit } = await moderator.get(`/api/audit-events?listing=${ids[0]}`).expect(200);
    expect(audit.events).toMatchObject([
      { action: 'report.reopen', details: { reportId: reports[0].id } },
      { action: 'report.resolve', actor: 'moderator', reason: 'spam' },
    ]);
  });

  it('is emptied by hiding the listing; what was resolved by hand before stays so', async () => {
    await givenReport(api.owner, ids[1] ?? 0, 'by hand');
    const [byHand] = (await listed(`listing=${ids[1]}`)).reports;
    await moderator.patch(`/api/reports/${byHand.id}`, { state: 'resolved' }).expect(200);
    await moderator.patch(`/api/listings/${ids[1]}`, { isHidden: true, version: 1, reason: 'spam' }).expect(200);
    expect((await listed(`listing=${ids[1]}`)).reports).toEqual([]);
    await moderator.patch(`/api/listings/${ids[1]}`, { isHidden: false, version: 2 }).expect(200);
    expect((await listed(`listing=${ids[1]}`)).reports).toMatchObject([{ note: 'note 1' }]);
  });

  it('refuses what it has not', async () => {
    await moderator.patch('/api/reports/999999', { state: 'open' }).expect(404);
    await moderator.patch('/api/reports/1', { state: 'gone' }).expect(400);
    await moderator.get('/api/reports?state=all').expect(400);
  });
});
