import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startPublicApi();
});

afterAll(() => api.close());

describe('a post', () => {
  it('is answered with the listing, its address and a token, and can be read everywhere at once', async () => {
    const posted = await api.post('  A bicycle,\r\nalmost new\t \n').expect(201);
    const { listing, deleteToken } = posted.body;
    expect(listing).toEqual({ id: expect.any(Number), body: 'A bicycle,\nalmost new', createdAt: expect.any(String) });
    expect(new Date(listing.createdAt).toISOString()).toBe(listing.createdAt);
    expect(Buffer.from(deleteToken, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(posted.headers['location']).toBe(`/api/listings/${listing.id}`);
    expect(posted.headers['cache-control']).toBe('no-store');

    const found = await api.http.get(`/api/listings/${listing.id}`).expect(200);
    expect(found.body).toEqual({ listing });
    const newest = await api.http.get('/api/listings').expect(200);
    expect(newest.body.listings[0]).toEqual(listing);
    const search = await api.http.get('/api/listings?q=BICYCLE').expect(200);
    expect(search.body).toEqual({ listings: [listing], nextCursor: null });
  });
});
