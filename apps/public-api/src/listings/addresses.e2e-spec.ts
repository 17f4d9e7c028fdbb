import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startPublicApi();
});

afterAll(() => api?.close());

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
