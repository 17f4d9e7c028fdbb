import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RawConnection } from '@initialsdb/testing';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';

let api: TestAdmin;
const webRoot = mkdtempSync(join(tmpdir(), 'initialsdb-admin-web-'));

beforeAll(async () => {
  writeFileSync(join(webRoot, 'index.html'), '<title>Console</title>');
  api = await startAdminApi({
    webRoot,
    env: { TRUSTED_PROXIES: '127.0.0.1', ADMIN_ALLOWED_CIDRS: '10.1.0.0/16, fd00::1/128' },
  });
}, 60_000);

afterAll(async () => {
  await api?.close();
  rmSync(webRoot, { recursive: true });
});

const from = (address: string, path: string) => api.http.get(path).set('x-forwarded-for', address);

describe('a client within the networks', () => {
  it.each(['10.1.2.3', '::ffff:10.1.2.3', 'fd00::1', '192.0.2.1, 10.1.2.3'])('%s gets the console', async (address) => {
    await from(address, '/').expect(200, /Console/);
    await from(address, '/api/session').expect(401);
  });

  it('can send nothing to its pages', async () => {
    const send = (path: string) => api.http.post(path).set('x-forwarded-for', '10.1.2.3');
    for (const path of ['/', '/listings', '/index.html']) await send(path).expect(405).expect('allow', 'GET, HEAD');
    for (const path of ['/api', '/api/nothing', '/assets/x.js']) await send(path).expect(404);
  });
});

describe('a client outside them', () => {
  it.each(['10.2.0.1', '203.0.113.1', 'fd00::2', '10.1.2.3, 203.0.113.1', 'nonsense'])(
    '%s gets 403 for everything',
    async (address) => {
      for (const path of [
        '/',
        '/index.html',
        '/assets/x.js',
        '/listings',
        '/api/session',
        '/api/nothing',
        '/%',
        '/%E0%A4',
      ]) {
        const { status, body } = await from(address, path);
        expect([path, status, body.code]).toEqual([path, 403, 'FORBIDDEN']);
      }
    },
  );

  it.each([
    ['GET * HTTP/1.1'],
    ['OPTIONS * HTTP/1.1'],
    ['GET http://x/ HTTP/1.1'],
    ['POST / HTTP/1.1', 'Expect: the-unknown'],
  ])('gets it for %s too', async (...lines) => {
    const connection = new RawConnection(api.port);
    connection.head(...lines, 'Host: x', 'X-Forwarded-For: 203.0.113.1', 'Connection: close');
    expect(await connection.waitForClose()).toMatch(/^HTTP\/1.1 403 /);
  });
});
