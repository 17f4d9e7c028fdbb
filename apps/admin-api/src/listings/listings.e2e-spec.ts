import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AdminListingsPage } from '@initialsdb/contracts/admin';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';
import { givenListing, givenReport } from '../../test/listings.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let moderator: Person;
let other: Person;
const alice = { client: 'a'.repeat(16), network: '1'.repeat(16) };
const bob = { client: 'b'.repeat(16), network: '1'.repeat(16) };
const ids: number[] = [];

beforeAll(async () => {
  api = await startAdminApi();
  moderator = await api.signedIn('moderator');
  other = await api.signedIn('admin', 'other');
  for (let n = 0; n < 12; n += 1) ids.push(await givenListing(api.owner, `Bicycle number ${n}`, n % 2 ? alice : bob));
  ids.push(await givenListing(api.owner, 'Ein Fahrrad, 100% Σίσυφος'));
  for (const [index, reports] of [3, 1, 2, 2].entries()) {
    for (let n = 0; n < reports; n += 1) await givenReport(api.owner, ids[index] ?? 0);
  }
}, 60_000);

afterAll(() => api?.close());

async function list(query = ''): Promise<AdminListingsPage> {
  return (await moderator.get(`/api/listings?${query}`).expect(200)).body;
}
const idsOf = (page: AdminListingsPage) => page.listings.map(({ id }) => id);

/** All pages of a list, three rows each. */
async function walk(query: string): Promise<number[]> {
  const seen: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: AdminListingsPage = await list(`${query}&limit=3${cursor && `&cursor=${cursor}`}`);
    seen.push(...idsOf(page));
    cursor = page.nextCursor;
  }
  return seen;
}

describe('the list', () => {
  it('is newest first, with all that a moderator needs', async () => {
    const page = await list('limit=1');
    expect(page).toEqual({
      listings: [
        {
          id: ids[12],
          body: 'Ein Fahrrad, 100% Σίσυφος',
          createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          isHidden: false,
          version: 1,
          poster: null,
          openReports: 0,
          lastAction: null,
        },
      ],
      nextCursor: expect.any(String),
      total: 13,
    });
  });

  it.each([
    ['sort=createdAt&order=desc', () => ids.toReversed()],
    ['sort=createdAt&order=asc', () => ids],
    ['sort=reports&order=desc', () => pick(0, 3, 2, 1, 12, 11, 10, 9, 8, 7, 6, 5, 4)],
    ['sort=reports&order=asc', () => pick(4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 0)],
    ['reported=true&sort=reports', () => pick(0, 3, 2, 1)],
    ['reported=false&sort=reports', () => pick(12, 11, 10, 9, 8, 7, 6, 5, 4)],
    ['reported=true', () => pick(3, 2, 1, 0)],
  ])('is paged by keyset: %s', async (query, expected) => {
    expect(await walk(query)).toEqual(expected());
  });

  it.each([
    ['q=number 1', [11, 10, 1]],
    ['q="fahrrad, 100%25"', [12]],
    ['q=σισυφοσ', [12]],
    ['q=_', []],
    ['poster=aaaaaaaaaaaaaaaa&limit=2', [11, 9]],
    ['poster=1111111111111111&limit=2', [11, 10]],
    ['from=2000-01-01&to=2000-01-02', []],
    ['from=2000-01-01T00:00:00%2B02:00&limit=1', [12]],
  ])('is filtered: %s', async (query, expected) => {
    expect(idsOf(await list(query))).toEqual(pick(...expected));
  });

  it('counts both ends of a range of time in', async () => {
    const [first] = (await list('limit=1')).listings;
    const at = first?.createdAt;
    expect(idsOf(await list(`from=${at}&to=${at}`))).toContain(first?.id);
  });

  it.each(['cursor=nonsense', 'cursor=MTI', 'limit=0', 'sort=body', 'q=a&q=b', 'unknown=1', 'from=yesterday'])(
    'refuses %s',
    async (query) => {
      const { body } = await moderator.get(`/api/listings?${query}`).expect(400);
      expect(body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ message: expect.any(String) }] });
    },
  );

  it('takes a cursor for its own sort and order only', async () => {
    const { nextCursor } = await list('limit=1&sort=reports');
    await moderator.get(`/api/listings?limit=1&sort=createdAt&cursor=${nextCursor}`).expect(400);
  });
});

describe('hiding', () => {
  it('needs a reason, changes the version, resolves the reports and says who did it', async () => {
    const id = ids[0] ?? 0;
    await moderator.patch(`/api/listings/${id}`, { isHidden: true, version: 1 }).expect(400);
    const { body } = await moderator
      .patch(`/api/listings/${id}`, { isHidden: true, version: 1, reason: 'other', note: 'sold twice' })
      .expect(200);
    expect(body.listing).toMatchObject({
      id,
      isHidden: true,
      version: 2,
      openReports: 0,
      lastAction: { actor: 'moderator', reason: 'other', at: expect.any(String) },
    });
    const { body: audit } = await moderator.get(`/api/audit-events?listing=${id}`).expect(200);
    expect(audit.events).toMatchObject([
      { actor: 'moderator', action: 'listing.hide', listingId: id, reason: 'other', note: 'sold twice', batchId: null },
    ]);
  });

  it('tells a stale click who was there before, and changes nothing', async () => {
    const id = ids[0] ?? 0;
    const { body } = await other.patch(`/api/listings/${id}`, { isHidden: false, version: 1 }).expect(409);
    expect(body).toMatchObject({
      code: 'CONFLICT',
      listing: { id, isHidden: true, version: 2, lastAction: { actor: 'moderator' } },
    });
    expect(body.detail).toContain('moderator');
  });

  it('again changes nothing and leaves no record', async () => {
    const id = ids[0] ?? 0;
    const again = { isHidden: true, version: 2, reason: 'spam' };
    const { body } = await moderator.patch(`/api/listings/${id}`, again).expect(200);
    expect(body.listing).toMatchObject({ version: 2, lastAction: { reason: 'other' } });
    const { body: audit } = await moderator.get(`/api/audit-events?listing=${id}`).expect(200);
    expect(audit.events).toHaveLength(1);
  });

  it('is seen by the filters', async () => {
    expect(idsOf(await list('visibility=hidden'))).toEqual(pick(0));
    expect((await list('visibility=visible')).total).toBe(12);
  });

  it('is taken back without a reason, and the reports it resolved are open again', async () => {
    const id = ids[0] ?? 0;
    const { body } = await other.patch(`/api/listings/${id}`, { isHidden: false, version: 2 }).expect(200);
    expect(body.listing).toMatchObject({ isHidden: false, version: 3, openReports: 3 });
    expect(body.listing.lastAction).toMatchObject({ actor: 'other', reason: null });
  });

  it('by several at once is done by one', async () => {
    const id = ids[5] ?? 0;
    const hide = { isHidden: true, version: 1, reason: 'spam' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => moderator.patch(`/api/listings/${id}`, hide)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  });

  it.each(['0', '-1', '1.5', '01', 'x', '9007199254740992'])('of %s finds nothing', async (id) => {
    await moderator.patch(`/api/listings/${id}`, { isHidden: false, version: 1 }).expect(404);
  });

  it('of an unknown listing finds nothing', async () => {
    await moderator.patch('/api/listings/999999', { isHidden: false, version: 1 }).expect(404);
  });
});

function pick(...indexes: number[]): number[] {
  return indexes.map((index) => ids[index] ?? 0);
}
