import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';
import { givenListing, givenReport } from '../../test/listings.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let moderator: Person;
let other: Person;
let ids: number[];
let word: string;
let round = 0;

beforeAll(async () => {
  api = await startAdminApi();
  moderator = await api.signedIn('moderator');
  other = await api.signedIn('moderator', 'other');
}, 60_000);

afterAll(() => api?.close());

beforeEach(async () => {
  round += 1;
  word = `round${round}x`;
  ids = [];
  for (let n = 0; n < 5; n += 1) ids.push(await givenListing(api.owner, `${word} listing ${n}`));
});

const hide = { isHidden: true, reason: 'spam' };
const batchOf = (body: object, person = moderator) => person.post('/api/visibility-batches', body);
const hidden = async () =>
  (await moderator.get(`/api/listings?q=${word}&visibility=hidden`)).body.listings.map(({ id }: { id: number }) => id);
const hideOne = async (person: Person, id: number | undefined) =>
  person.patch(`/api/listings/${id}`, { ...hide, version: 1 }).expect(200);
const auditOf = async (batchId: number) =>
  (await moderator.get('/api/audit-events?limit=100')).body.events.filter(
    (event: { batchId: number | null }) => event.batchId === batchId,
  );

describe('a batch by ids', () => {
  it('changes those that were not so already, with one row of audit each', async () => {
    await hideOne(other, ids[0]);
    const { body } = await batchOf({ ...hide, ids: [...ids, ids[1], 999_999] }).expect(201);
    expect(body.batch).toMatchObject({ id: expect.any(Number), changed: 4, actor: 'moderator', reason: 'spam' });
    expect(await hidden()).toEqual(ids.toReversed());
    const events = await auditOf(body.batch.id);
    expect(events).toHaveLength(4);
    expect(events[0]).toMatchObject({ actor: 'moderator', action: 'listing.hide', reason: 'spam' });
  });

  it('is found again with its author, reason and number', async () => {
    const { body } = await batchOf({ ...hide, note: 'a wave', ids }).expect(201);
    const { body: found } = await other.get(`/api/visibility-batches/${body.batch.id}`).expect(200);
    expect(found.batch).toEqual({ ...body.batch, note: 'a wave', actor: 'moderator', undoneAt: null, undoneBy: null });
    const { body: page } = await other.get('/api/visibility-batches?limit=1').expect(200);
    expect(page).toEqual({ batches: [found.batch], nextCursor: expect.any(String) });
  });
});

describe('a batch by filter', () => {
  it('changes what the filter matches', async () => {
    const { body } = await batchOf({ ...hide, filter: { q: word }, expectedCount: 5 }).expect(201);
    expect(body.batch.changed).toBe(5);
    expect(await hidden()).toHaveLength(5);
  });

  it.each([4, 6])('changes nothing where the moderator saw %i of 5', async (expectedCount) => {
    const { body } = await batchOf({ ...hide, filter: { q: word }, expectedCount }).expect(409);
    expect(body).toMatchObject({ code: 'CONFLICT', count: 5, expectedCount });
    expect(await hidden()).toEqual([]);
  });

  it('changes nothing where another one hid a row meanwhile', async () => {
    await hideOne(other, ids[2]);
    const filter = { q: word, visibility: 'visible' };
    await batchOf({ ...hide, filter, expectedCount: 5 }).expect(409);
    expect(await hidden()).toEqual([ids[2]]);
  });

  it('of the same rows by two at once is done by one of them', async () => {
    const wanted = { ...hide, filter: { q: word, visibility: 'visible' }, expectedCount: 5 };
    const answers = await Promise.all([batchOf(wanted), batchOf(wanted, other)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  });
});

describe('the undo of a batch', () => {
  it('takes all of it back, and the reports it resolved are open again', async () => {
    await givenReport(api.owner, ids[0] ?? 0);
    const { body } = await batchOf({ ...hide, ids });
    const path = `/api/visibility-batches/${body.batch.id}`;
    await other.delete(path).expect(200, { reverted: 5, skipped: 0, skippedListings: [] });
    expect(await hidden()).toEqual([]);
    const { body: first } = await moderator.get(`/api/listings/${ids[0]}`);
    expect(first.listing).toMatchObject({ version: 3, openReports: 1, lastAction: { actor: 'other', reason: null } });
    expect(await auditOf(body.batch.id)).toHaveLength(10);
    const { body: found } = await moderator.get(path);
    expect(found.batch).toMatchObject({ undoneAt: expect.any(String), undoneBy: 'other' });
  });

  it('skips and names what somebody changed since, and what its poster deleted', async () => {
    const { body } = await batchOf({ ...hide, ids });
    await other.patch(`/api/listings/${ids[1]}`, { isHidden: false, version: 2 }).expect(200);
    await other.patch(`/api/listings/${ids[1]}`, { ...hide, version: 3 }).expect(200);
    await api.owner.sql.query('DELETE FROM listings WHERE id = $1', [ids[3]]);
    const { body: undo } = await moderator.delete(`/api/visibility-batches/${body.batch.id}`).expect(200);
    expect(undo).toEqual({
      reverted: 3,
      skipped: 2,
      skippedListings: [
        { id: ids[1], lastAction: { actor: 'other', reason: 'spam', at: expect.any(String) } },
        { id: ids[3], lastAction: null },
      ],
    });
    expect(await hidden()).toEqual([ids[1]]);
  });

  it('a second time reverts nothing', async () => {
    const { body } = await batchOf({ ...hide, ids });
    const undo = () => moderator.delete(`/api/visibility-batches/${body.batch.id}`);
    const answers = await Promise.all([undo(), undo()]);
    expect(answers.map((answer) => answer.body.reverted).sort((a, b) => a - b)).toEqual([0, 5]);
  });

  it('of an unknown one is 404', async () => {
    await moderator.delete('/api/visibility-batches/999999').expect(404);
  });
});
