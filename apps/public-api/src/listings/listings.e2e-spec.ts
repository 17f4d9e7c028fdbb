import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let api: TestApi;
let texts = 0;

const uniqueText = (text = 'A listing') => `${text} ${(texts += 1)}`;

async function posted(body = uniqueText()) {
  return (await api.post(body).expect(201)).body as { listing: { id: number; body: string }; deleteToken: string };
}

beforeAll(async () => {
  api = await startPublicApi();
});

afterAll(() => api?.close());

describe('a post', () => {
  it('is answered with the listing, its address and a token, and can be read everywhere at once', async () => {
    const answer = await api.post('  A bicycle,\r\nalmost new\t \n').expect(201);
    const { listing, deleteToken } = answer.body;
    expect(listing).toEqual({ id: expect.any(Number), body: 'A bicycle,\nalmost new', createdAt: expect.any(String) });
    expect(new Date(listing.createdAt).toISOString()).toBe(listing.createdAt);
    expect(Buffer.from(deleteToken, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(answer.headers['location']).toBe(`/api/listings/${listing.id}`);
    expect(answer.headers['cache-control']).toBe('no-store');

    expect((await api.http.get(`/api/listings/${listing.id}`).expect(200)).body).toEqual({ listing });
    expect((await api.http.get('/api/listings').expect(200)).body.listings[0]).toEqual(listing);
    expect((await api.http.get('/api/listings?q=BICYCLE').expect(200)).body).toEqual({
      listings: [listing],
      nextCursor: null,
    });
  });

  it('keeps every character of the text', async () => {
    const body = 'ünïcode 漢字 😀 \u200b <b>&amp;</b> "quoted" \\ tab\t end\u00a0x';
    expect((await posted(body)).listing.body).toBe(body);
  });

  it('takes as many code points as are allowed, and no more', async () => {
    const longest = '😀'.repeat(1999) + 'x';
    expect((await posted(longest)).listing.body).toBe(longest);
    const { body } = await api.post('😀'.repeat(2001)).expect(400);
    expect(body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ path: 'body', message: expect.any(String) }] });
  });

  it('of a text that stands there already names the one that does', async () => {
    const { listing } = await posted('Same Tëxt');
    const { body } = await api.post('same  text').expect(409).expect('content-type', 'application/problem+json');
    expect(body).toMatchObject({ code: 'DUPLICATE', status: 409, existingId: listing.id });
  });

  it('of one text by many at once is created once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => api.post('Wanted by all')));
    const withStatus = (wanted: number) => answers.filter(({ status }) => status === wanted);
    expect([withStatus(201).length, withStatus(409).length]).toEqual([1, 29]);
    const created = withStatus(201)[0]?.body.listing.id;
    expect(new Set(withStatus(409).map(({ body }) => body.existingId))).toEqual(new Set([created]));
  });

  it.each([
    ['no text', ''],
    ['white space only', ' \n\t \u3000'],
    ['a control character', 'a\u0007b'],
    ['a C1 control character', 'a\u0085b'],
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('with %s is refused', async (_what, text) => {
    const { body } = await api.post(text).expect(400);
    expect(body).toMatchObject({ code: 'INVALID_INPUT', status: 400, title: 'Bad Request', type: 'about:blank' });
  });

  it.each([
    ['a number', { body: 5 }],
    ['nothing', {}],
    ['null', null],
    ['a list', []],
    ['an unknown field', { body: 'x', isHidden: true }],
  ])('with %s is refused and says why', async (_what, json) => {
    const { body } = await api.http.post('/api/listings').type('json').send(JSON.stringify(json)).expect(400);
    expect(body).toMatchObject({
      code: 'INVALID_INPUT',
      errors: [expect.objectContaining({ message: expect.any(String) })],
    });
  });
});

describe('the list', () => {
  it('is paged without gaps and duplicates while others post', async () => {
    const word = 'pagination';
    const ids: number[] = [];
    for (let i = 0; i < 7; i += 1) ids.unshift((await posted(uniqueText(word))).listing.id);
    const seen: number[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page += 1) {
      const query = new URLSearchParams({ q: word, limit: '3', ...(cursor && { cursor }) });
      const { body } = await api.http.get(`/api/listings?${query.toString()}`).expect(200);
      seen.push(...body.listings.map(({ id }: { id: number }) => id));
      cursor = body.nextCursor;
      if (page === 0) await posted(uniqueText(word));
    }
    expect(seen).toEqual(ids);
  });

  it('without a search goes on past the newest page', async () => {
    for (let i = 0; i < 4; i += 1) await posted();
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
    await posted();
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
    const posts = await Promise.all(Array.from({ length: 10 }, () => posted()));
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

describe('deleting', () => {
  it('needs the token, and tells nothing to who has none', async () => {
    const { listing, deleteToken } = await posted();
    const wrong = await api.http.delete(`/api/listings/${listing.id}`).set('Authorization', 'Bearer wrong').expect(404);
    const unknown = await api.http
      .delete('/api/listings/9007199254740991')
      .set('Authorization', 'Bearer wrong')
      .expect(404);
    expect(wrong.body).toEqual(unknown.body);
    const missing = await api.http.delete(`/api/listings/${listing.id}`).expect(401);
    const missingUnknown = await api.http.delete('/api/listings/9007199254740991').expect(401);
    expect(missing.body).toEqual(missingUnknown.body);
    expect(missing.body.code).toBe('UNAUTHENTICATED');
    expect(missing.headers['www-authenticate']).toBe('Bearer');
    await api.http.delete(`/api/listings/${listing.id}`).set('Authorization', `Basic ${deleteToken}`).expect(401);

    const gone = await api.http
      .delete(`/api/listings/${listing.id}`)
      .set('Authorization', `bearer ${deleteToken}`)
      .expect(204);
    expect(gone.text).toBe('');
    await api.http.get(`/api/listings/${listing.id}`).expect(404);
    await api.http.delete(`/api/listings/${listing.id}`).set('Authorization', `Bearer ${deleteToken}`).expect(404);
  });
});

describe('an address', () => {
  it.each([
    '/api',
    '/api/',
    '/api/nope',
    '/api/listings/',
    '/api/listings/1/nope',
    '/pow',
    '/pow/',
    '/pow/nope',
    '/API/listings',
    '/api//listings',
  ])('%s that does not exist is a problem', async (path) => {
    const { body } = await api.http.get(path).expect(404).expect('content-type', 'application/problem+json');
    expect(body).toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  it.each([
    ['put', '/api/listings', 'GET, HEAD, POST'],
    ['delete', '/api/listings', 'GET, HEAD, POST'],
    ['post', '/api/listings/count', 'DELETE, GET, HEAD'],
    ['patch', '/api/listings/5', 'DELETE, GET, HEAD'],
    ['options', '/api/listings', 'GET, HEAD, POST'],
    ['post', '/pow/challenge', 'GET, HEAD'],
    ['post', '/api/openapi.json', 'GET, HEAD'],
  ] as const)('%s %s is answered with what it takes', async (method, path, allow) => {
    const { body, headers } = await api.http[method](path).expect(405);
    expect(headers['allow']).toBe(allow);
    expect(body.code).toBe('METHOD_NOT_ALLOWED');
  });

  it('answers HEAD as GET without the body', async () => {
    for (const path of ['/api/listings', '/api/listings/count', '/api/openapi.json', '/pow/challenge']) {
      const get = await api.http.get(path).expect(200);
      const head = await api.http.head(path).expect(200);
      expect(head.text ?? '').toBe('');
      expect(head.headers['content-length']).toBe(get.headers['content-length']);
    }
  });

  it('takes no query where it declares none', async () => {
    await api.http.get('/api/listings/count?x=1').expect(400);
    await api.http.get('/pow/challenge?a=1&a=2').expect(400);
  });
});
