import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RawConnection } from '@initialsdb/testing';
import { startPublicApi, type TestApi } from '../test/public-api.js';

let api: TestApi;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'initialsdb-web-'));
  const webRoot = join(folder, 'web');
  mkdirSync(join(webRoot, 'assets'), { recursive: true });
  const page = '<!doctype html><title>board</title><meta name="listing-body-max-chars" content="2000" />';
  writeFileSync(join(webRoot, 'index.html'), page);
  writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>');
  writeFileSync(join(webRoot, 'assets/app-4f2a.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  api = await startPublicApi({ webRoot, env: { TRUSTED_PROXIES: '127.0.0.1/32', LISTING_BODY_MAX_CHARS: '700' } });
});

afterAll(async () => {
  await api?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the web app', () => {
  it.each(['/', '/listings/5', '/about', '/?q=x', '/index.html', '/apiary', '/power'])(
    'is what %s shows',
    async (path) => {
      const { text, headers } = await api.http
        .get(path)
        .expect(200)
        .expect('content-type', /^text\/html/);
      expect(text).toContain('<title>board</title>');
      expect(headers['cache-control']).toBe('no-cache');
      await api.http
        .get(path)
        .set('If-None-Match', headers['etag'] ?? '')
        .expect(304);
    },
  );

  it('is told how long a listing may be here', async () => {
    expect((await api.http.get('/')).text).toContain('<meta name="listing-body-max-chars" content="700" />');
  });

  it('has files that may be kept for ever, and files that may not', async () => {
    const hashed = await api.http
      .get('/assets/app-4f2a.js')
      .expect(200)
      .expect('content-type', /javascript/);
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const plain = await api.http.get('/favicon.svg').expect(200).expect('content-type', /svg/);
    expect(plain.headers['cache-control']).toBe('no-cache');
    await api.http.head('/assets/app-4f2a.js').expect(200);
  });

  it.each(['/assets/app-0000.js', '/assets/', '/assets/nope', '/nope.js', '/robots.txt', '/.env', '/listings/x.y'])(
    'has no %s',
    async (path) => {
      const { body, headers } = await api.http.get(path).expect(404).expect('content-type', 'application/problem+json');
      expect(body.code).toBe('NOT_FOUND');
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/assets/app-4f2a.js%00',
  ])('gives nothing from outside by %s', async (path) => {
    const connection = new RawConnection(api.port).head(`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close');
    const answer = await connection.waitForClose();
    expect(answer).toMatch(/^HTTP\/1.1 (404|400) /);
    expect(answer).not.toMatch(/\r\n\r\nsecret|\/tmp\//);
  });

  it.each(['/', '/listings/5', '/assets/app-4f2a.js', '/?q=x', '/index.html'])('takes nothing at %s', async (path) => {
    for (const method of ['post', 'put', 'delete'] as const) {
      const { body, headers } = await api.http[method](path).send('x').expect(405);
      expect([body.code, headers['allow']]).toEqual(['METHOD_NOT_ALLOWED', 'GET, HEAD']);
    }
  });

  it.each(['/api', '/api/nope', '/pow/nope', '/nope.js', '/assets/nope'])(
    'has no %s to take anything',
    async (path) => {
      const { body } = await api.http.post(path).send('x').expect(404);
      expect(body.code).toBe('NOT_FOUND');
    },
  );
});

describe('every answer', () => {
  it.each([
    '/',
    '/assets/app-4f2a.js',
    '/nope.js',
    '/api/listings',
    '/api/nope',
    '/api/listings?limit=x',
    '/%zz',
    '/pow/challenge',
  ])('has the security headers: %s', async (path) => {
    const { headers } = await api.http.get(path);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
  });

  const transportSecurity = async (host: string, scheme: string) =>
    (await api.http.get('/').set('Host', host).set('X-Forwarded-Proto', scheme)).headers['strict-transport-security'];

  it('insists on HTTPS only where the site has it', async () => {
    expect(await transportSecurity('board.example.com', 'https')).toBe('max-age=31536000');
    expect(await transportSecurity('localhost.example.com:8443', 'https')).toBe('max-age=31536000');
    expect(await transportSecurity('board.example.com', 'http')).toBeUndefined();
  });

  it.each(['localhost', 'localhost:8443', 'LOCALHOST.:8443', 'board.localhost:8443', '127.0.0.1:8443', '[::1]:8443'])(
    'never insists on it for all of the visitor’s own machine: %s',
    async (host) => {
      expect(await transportSecurity(host, 'https')).toBeUndefined();
    },
  );
});
