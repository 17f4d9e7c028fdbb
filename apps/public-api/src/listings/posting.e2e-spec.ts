import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { posted } from '../../test/listings.js';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let api: TestApi;

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
    expect((await posted(api, body)).listing.body).toBe(body);
  });

  it('takes as many code points as are allowed, and no more', async () => {
    const longest = '😀'.repeat(1999) + 'x';
    expect((await posted(api, longest)).listing.body).toBe(longest);
    const { body } = await api.post('😀'.repeat(2001)).expect(400);
    expect(body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ path: 'body', message: expect.any(String) }] });
  });

  it('of a text that stands there already names the one that does', async () => {
    const { listing } = await posted(api, 'Same Tëxt');
    const { body } = await api.post('same  text').expect(409).expect('content-type', 'application/problem+json');
    expect(body).toMatchObject({ code: 'DUPLICATE', status: 409, existingId: listing.id });
  });

  it('of one text by many at once is created once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => api.post('Wanted by all')));
    const withStatus = (wanted: number) => answers.filter(({ status }) => status === wanted);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 29 }, () => 409)]);
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

describe('deleting', () => {
  it('needs the token, and tells nothing to who has none', async () => {
    const { listing, deleteToken } = await posted(api);
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
