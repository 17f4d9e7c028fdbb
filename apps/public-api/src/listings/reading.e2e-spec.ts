import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { posted, uniqueText } from '../../test/listings.js';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startPublicApi();
});

afterAll(() => api?.close());

describe('the list', () => {
  it('is paged without gaps and duplicates while others post', async () => {
    const word = 'pagination';
    const ids: number[] = [];
    for (let i = 0; i < 7; i += 1) ids.unshift((await posted(api, uniqueText(word))).listing.id);
    const seen: number[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page += 1) {
      const query = new URLSearchParams({ q: word, limit: '3', ...(cursor && { cursor }) });
      const { body } = await api.http.get(`/api/listings?${query.toString()}`).expect(200);
      seen.push(...body.listings.map(({ id }: { id: number }) => id));
      cursor = body.nextCursor;
      if (page === 0) await posted(api, uniqueText(word));
    }
    expect(seen).toEqual(ids);
  });

  it('without a search goes on past the newest page', async () => {
    for (let i = 0; i < 4; i += 1) await posted(api);
    const all = (await api.http.get('/api/listings?limit=100').expect(200)).body;
    const first = (await api.http.get('/api/listings?limit=3').expect(200)).body;
    const second = (await api.http.get(`/api/listings?limit=3&cursor=${first.nextCursor}`).expect(200)).body;
    expect([...first.listings, ...second.listings]).toEqual(all.listings.slice(0, 6));
  });

  it('answers 304 to who has it already, and 200 after a post', async () => {
    for (const path of ['/api/listings', '/api/listings/count', '/api/listings?q=no+such+thing']) {
      const { headers } = await api.http.get(path).expect(200).expect('cache-control', 'no-cache');
      const etag = headers['etag'] ?? '';
      const unchanged = await api.http.get(path).set('If-None-Match', `"other", W/${etag}`).expect(304);
      expect(unchanged.text).toBe('');
      expect(unchanged.headers['etag']).toBe(etag);
    }
    const { headers } = await api.http.get('/api/listings');
    await posted(api);
    await api.http
      .get('/api/listings')
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(200);
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=1.5', 'limit'],
    ['?limit=-1', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?limit=%2B5', 'limit'],
    ['?limit=', 'limit'],
    ['?limit=abc', 'limit'],
    ['?cursor=abc', 'cursor'],
    ['?cursor=-1', 'cursor'],
    ['?cursor=0', 'cursor'],
    ['?cursor=', 'cursor'],
    ['?cursor=99999999999999999999', 'cursor'],
    ['?q=' + 'x'.repeat(201), 'q'],
    ['?q=1+2+3+4+5+6+7+8+9', 'q'],
    ['?q=a&q=b', 'q'],
    ['?limit=1&limit=1', 'limit'],
    ['?unknown=1', ''],
    ['?q=%00', ''],
    ['?q=%ff', ''],
    ['?q=%', ''],
    ['?q=%ed%a0%80', ''],
  ])('refuses %s', async (query, path) => {
    const { body } = await api.http
      .get(`/api/listings${query}`)
      .expect(400)
      .expect('content-type', 'application/problem+json');
    expect(body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ path, message: expect.any(String) }] });
  });

  it.each([
    '?q=' + encodeURIComponent('😀'.repeat(200)),
    '?q=1+2+3+4+5+6+7+8',
    '?q=%25_%5C',
    '?q=%22',
    '?q=&limit=100',
  ])('takes %s', async (query) => {
    await api.http.get(`/api/listings${query}`).expect(200);
  });
});

describe('the total', () => {
  it('is exact right after each post and delete', async () => {
    const count = async () => (await api.http.get('/api/listings/count').expect(200)).body.count;
    const before = await count();
    const posts = await Promise.all(Array.from({ length: 10 }, () => posted(api)));
    expect(await count()).toBe(before + 10);
    for (const [index, { listing, deleteToken }] of posts.entries()) {
      await api.http.delete(`/api/listings/${listing.id}`).set('Authorization', `Bearer ${deleteToken}`).expect(204);
      expect(await count()).toBe(before + 9 - index);
    }
  });
});

describe('one listing', () => {
  it.each([
    '0',
    '-1',
    '01',
    '1.0',
    '1e3',
    'abc',
    '%2B5',
    '9007199254740992',
    '9'.repeat(400),
    '5%00',
    ' 5',
    '%zz',
    '%E0%A4',
  ])('with the id %s does not exist', async (id) => {
    const { body } = await api.http
      .get(`/api/listings/${id}`)
      .expect(404)
      .expect('content-type', 'application/problem+json');
    expect(body.code).toBe('NOT_FOUND');
    await api.http.delete(`/api/listings/${id}`).set('Authorization', 'Bearer x').expect(404);
  });

  it('that nobody posted is 404', async () => {
    await api.http.get('/api/listings/9007199254740991').expect(404);
  });
});
