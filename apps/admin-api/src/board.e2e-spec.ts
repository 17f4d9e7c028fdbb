import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPublicApi, type TestApi } from '../../public-api/test/public-api.js';
import { startAdminApi, type TestAdmin } from '../test/admin-api.js';
import type { Person } from '../test/person.js';

let admin: TestAdmin;
let board: TestApi;
let moderator: Person;

beforeAll(async () => {
  admin = await startAdminApi();
  board = await startPublicApi({ database: admin.database, env: { TRUSTED_PROXIES: '127.0.0.1' } });
  moderator = await admin.signedIn('moderator');
}, 60_000);

afterAll(async () => {
  await board?.close();
  await admin?.close();
});

const from = (address: string) => ({ 'x-forwarded-for': address });
const unique = () => `Listing ${randomBytes(6).toString('hex')}`;
async function posted(body: string, address = '203.0.113.7'): Promise<number> {
  return (await board.post(body, from(address)).expect(201)).body.listing.id;
}
const report = (id: number, address: string, body: object = { reason: 'spam' }) =>
  board.http.post(`/api/listings/${id}/reports`).set(from(address)).send(body);
const adminListing = async (id: number) => (await moderator.get(`/api/listings/${id}`).expect(200)).body.listing;

/** What the board shows of a listing. */
async function seen(id: number, word: string) {
  const get = async (path: string) => (await board.http.get(path).expect(200)).body;
  const { listings } = await get('/api/listings?limit=100');
  const { listings: found } = await get(`/api/listings?q=${word}`);
  return {
    isListed: listings.some((listing: { id: number }) => listing.id === id),
    isFound: found.length > 0,
    count: (await get('/api/listings/count')).count,
    permalink: (await board.http.get(`/api/listings/${id}`)).status,
    isInFeed: (await board.http.get('/feed.atom')).text.includes(word),
    isInFoundFeed: (await board.http.get(`/feed.atom?q=${word}`)).text.includes(`/listings/${id}"`),
  };
}

describe('a listing that is hidden', () => {
  it('is gone at once from everywhere on the board, and back as fast', async () => {
    const word = randomBytes(6).toString('hex');
    const id = await posted(`Listing ${word}`);
    const before = await seen(id, word);
    expect(before).toMatchObject({
      isListed: true,
      isFound: true,
      permalink: 200,
      isInFeed: true,
      isInFoundFeed: true,
    });
    await moderator.patch(`/api/listings/${id}`, { isHidden: true, version: 1, reason: 'spam' }).expect(200);
    expect(await seen(id, word)).toEqual({
      isListed: false,
      isFound: false,
      count: before.count - 1,
      permalink: 410,
      isInFeed: false,
      isInFoundFeed: false,
    });
    await report(id, '203.0.113.99').expect(410);
    await moderator.patch(`/api/listings/${id}`, { isHidden: false, version: 2 }).expect(200);
    expect(await seen(id, word)).toEqual(before);
  });
});

describe('a report', () => {
  it('reaches the moderators once per client', async () => {
    const id = await posted(unique());
    const { body } = await report(id, '198.51.100.1', { reason: 'other', note: '  seen twice  ' }).expect(201);
    expect(body).toEqual({ listingId: id, reason: 'other' });
    expect((await report(id, '198.51.100.1').expect(409)).body.code).toBe('DUPLICATE');
    await report(id, '198.51.100.2').expect(201);
    const { body: page } = await moderator.get('/api/reports').expect(200);
    expect(page.reports[0]).toMatchObject({ listingId: id, reason: 'spam', note: null, state: 'open' });
    expect(page.reports[1]).toMatchObject({ reason: 'other', note: 'seen twice', listing: { id, openReports: 2 } });
  });

  it.each([
    [{ reason: 'boring' }, 400],
    [{}, 400],
    [{ reason: 'spam', note: 'x'.repeat(501) }, 400],
    [{ reason: 'spam', note: 'a\u0007b' }, 400],
    [{ reason: 'spam', extra: 1 }, 400],
    [{ reason: 'spam', note: '🚲'.repeat(500) }, 201],
  ])('%j is answered %i', async (body, status) => {
    const id = await posted(unique());
    await report(id, '198.51.100.3', body).expect(status);
  });

  it('of nothing is 404', async () => {
    await report(999_999, '198.51.100.4').expect(404);
    await board.http.post('/api/listings/0/reports').send({ reason: 'spam' }).expect(404);
  });
});

describe('a block', () => {
  it('of a client stops its posts, reports and deletes at once, and counts them', async () => {
    const id = await posted(unique(), '192.0.2.1');
    const neighbour = await posted(unique(), '192.0.2.2');
    const { poster } = await adminListing(id);
    const { body } = await moderator.post('/api/blocks', { poster, scope: 'client', reason: 'floods' }).expect(201);
    expect(body.block).toMatchObject({ poster, scope: 'client', expiresAt: null, reason: 'floods', hits: 0 });
    const refused = await board.post(unique(), from('192.0.2.1')).expect(403);
    expect(refused.body.code).toBe('FORBIDDEN');
    await report(neighbour, '192.0.2.1').expect(403);
    await board.http.delete(`/api/listings/${id}`).set(from('192.0.2.1')).set('authorization', 'Bearer x').expect(403);
    await board.http.get('/api/listings').set(from('192.0.2.1')).expect(200);
    await board.post(unique(), from('192.0.2.2')).expect(201);
    const { body: page } = await moderator.get(`/api/blocks?poster=${poster}`).expect(200);
    expect(page.blocks).toMatchObject([{ id: body.block.id, hits: 3, lastHitAt: expect.any(String) }]);
    await moderator.post('/api/blocks', { poster, scope: 'client' }).expect(409);
    await moderator.delete(`/api/blocks/${body.block.id}`).expect(204);
    await board.post(unique(), from('192.0.2.1')).expect(201);
    await moderator.delete(`/api/blocks/${body.block.id}`).expect(404);
  });

  it.each([
    ['10.9.8.1', '10.9.8.200', '10.9.9.1'],
    ['2001:db8:1:1::1', '2001:db8:1:ffff::1', '2001:db8:2::1'],
  ])('of the network of %s stops %s and not %s', async (one, sameNetwork, another) => {
    const { poster } = await adminListing(await posted(unique(), one));
    await posted(unique(), sameNetwork);
    const preview = async (scope: string) =>
      (await moderator.get(`/api/blocks/preview?poster=${poster}&scope=${scope}`).expect(200)).body;
    expect(await preview('client')).toEqual({ posts: 1, days: 7 });
    expect(await preview('network')).toEqual({ posts: 2, days: 7 });
    await moderator.post('/api/blocks', { poster, scope: 'network' }).expect(201);
    await board.post(unique(), from(one)).expect(403);
    await board.post(unique(), from(sameNetwork)).expect(403);
    await board.post(unique(), from(another)).expect(201);
  });

  it('is told in the audit log by its number, for a pseudonym there could never be erased', async () => {
    const { poster } = await adminListing(await posted(unique(), '192.0.2.60'));
    const { body } = await moderator.post('/api/blocks', { poster, scope: 'client', reason: 'floods' }).expect(201);
    await moderator.delete(`/api/blocks/${body.block.id}`).expect(204);
    const details = async (action: string) =>
      (await moderator.get(`/api/audit-events?action=${action}&limit=1`).expect(200)).body.events[0].details;
    expect(await details('block.create')).toEqual({ blockId: body.block.id, scope: 'client', expiresAt: null });
    expect(await details('block.remove')).toEqual({ blockId: body.block.id, scope: 'client', hits: 0 });
    const named = `SELECT FROM audit_events event WHERE strpos(event::text, $1) > 0`;
    expect(await admin.owner.sql.query(named, [poster])).toEqual([]);
  });

  it('is listed without its poster once that was erased', async () => {
    const { poster } = await adminListing(await posted(unique(), '192.0.2.61'));
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { body } = await moderator.post('/api/blocks', { poster, scope: 'network', expiresAt }).expect(201);
    await admin.owner.sql.query(`UPDATE blocks SET expires_at = now() - interval '31 days' WHERE id = $1`, [
      body.block.id,
    ]);
    await admin.owner.sql.query(`SELECT erase_pseudonyms('30 days', 1000)`);
    const { body: page } = await moderator.get('/api/blocks').expect(200);
    expect(page.blocks[0]).toMatchObject({ id: body.block.id, poster: null, scope: 'network' });
  });

  it('ends at its expiry by itself', async () => {
    const { poster } = await adminListing(await posted(unique(), '192.0.2.50'));
    const expiresAt = new Date(Date.now() + 1500).toISOString();
    await moderator.post('/api/blocks', { poster, scope: 'client', expiresAt }).expect(201);
    await board.post(unique(), from('192.0.2.50')).expect(403);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    await board.post(unique(), from('192.0.2.50')).expect(201);
  });

  it.each([
    { poster: 'unknown', scope: 'client' },
    { poster: '', scope: 'client' },
    { scope: 'client' },
    { poster: 'x', scope: 'world' },
    { poster: 'x', scope: 'client', expiresAt: '2001-01-01T00:00:00Z' },
  ])('as in %j is refused', async (body) => {
    await moderator.post('/api/blocks', body).expect(400);
  });
});

describe('the feed', () => {
  it('is Atom with a validator', async () => {
    const word = randomBytes(6).toString('hex');
    const id = await posted(`<b>${word}</b> & more`);
    const answer = await board.http.get(`/feed.atom?q=${word}`).set('host', 'board.example').expect(200);
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(answer.text).toContain(`href="http://board.example/listings/${id}"`);
    expect(answer.text).toContain(`&lt;b&gt;${word}&lt;/b&gt; &amp; more`);
    const again = board.http.get(`/feed.atom?q=${word}`).set('host', 'board.example');
    await again.set('if-none-match', answer.headers['etag'] ?? '').expect(304);
  });

  it.each(['q=a&q=b', 'x=1', `q=${'a+'.repeat(9)}`])('refuses %s', async (query) => {
    await board.http.get(`/feed.atom?${query}`).expect(400);
  });
});
