import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RawConnection, startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let database: TestDatabase;
const connections: RawConnection[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
});

afterEach(() => connections.splice(0).forEach((connection) => connection.close()));
afterAll(async () => {
  for (const api of apis.values()) await (await api).close();
  await database?.drop();
});

function open(api: TestApi): RawConnection {
  const connection = new RawConnection(api.port);
  connections.push(connection);
  return connection;
}

/** One app per kind of settings: no two tests here share a budget that one of them spends. */
const apis = new Map<string, Promise<TestApi>>();

async function withApi(env: Record<string, string>, test: (api: TestApi) => Promise<void>, limits = {}) {
  const key = JSON.stringify([env, limits]);
  const started = apis.get(key) ?? startPublicApi({ env, database, limits });
  apis.set(key, started);
  await test(await started);
}

const post = ['POST /api/listings HTTP/1.1', 'Host: x'];
const json = 'Content-Type: application/json';

describe('a write that a guard refuses', () => {
  it('is judged by type, then size, then budget, then proof', () =>
    withApi({ GUARD_POW: 'true', RATE_LIMIT_WRITES: '1' }, async (api) => {
      const wrong = { type: 'text/plain', size: 'x'.repeat(20_000), fine: JSON.stringify({ body: 'x' }) };
      const codeOf = async (type: string, body: string) =>
        (await api.http.post('/api/listings').set('Content-Type', type).send(body)).body.code;
      expect(await codeOf(wrong.type, wrong.size)).toBe('UNSUPPORTED_MEDIA_TYPE');
      expect(await codeOf('application/json', wrong.size)).toBe('BODY_TOO_LARGE');
      expect(await codeOf('application/json', wrong.fine)).toBe('POW_REQUIRED');
      expect(await codeOf('application/json', wrong.fine)).toBe('RATE_LIMITED');
      expect(await codeOf('application/json', wrong.size)).toBe('BODY_TOO_LARGE');
      expect(await codeOf(wrong.type, wrong.fine)).toBe('UNSUPPORTED_MEDIA_TYPE');
    }));

  it('spends nothing where its type, its size or the budget is why; else its place', () =>
    withApi({ RATE_LIMIT_WRITES: '3' }, async (api) => {
      for (let i = 0; i < 5; i += 1) {
        await api.http.post('/api/listings').type('text/plain').send('x').expect(415);
        await api.post('x'.repeat(20_000)).expect(413);
      }
      await api.post('').expect(400);
      await api.http.post('/api/listings').type('json').send('{').expect(400);
      await api.http.delete('/api/listings/1').set('Authorization', 'Bearer x').expect(404);
      const { headers, body } = await api.post('one too many').expect(429);
      expect(body.code).toBe('RATE_LIMITED');
      const retryAfter = Number(headers['retry-after']);
      expect(retryAfter).toBeGreaterThanOrEqual(58);
      expect(retryAfter).toBeLessThanOrEqual(60);
      expect(headers['ratelimit-policy']).toBe('"writes";q=3;w=60');
      expect(headers['ratelimit']).toBe(`"writes";r=0;t=${retryAfter}`);
      await api.http.get('/api/listings').expect(200);
    }));

  it.each([
    ['its type', 415, ['Content-Type: text/plain', 'Content-Length: 1000000']],
    ['a coding', 415, [json, 'Content-Encoding: gzip', 'Content-Length: 1000']],
    ['its declared size', 413, [json, 'Content-Length: 16385']],
    ['a missing proof', 403, [json, 'Content-Length: 100']],
    ['a missing proof, in chunks', 403, [json, 'Transfer-Encoding: chunked']],
    ['a missing proof, asking first', 403, [json, 'Content-Length: 100', 'Expect: 100-continue']],
  ])('for %s is answered without waiting for its body', (_why, status, headers) =>
    withApi({ GUARD_POW: 'true' }, async (api) => {
      const connection = open(api).head(...post, ...headers);
      await connection.waitForClose(1000);
      expect(connection.received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(connection.received).toContain('\r\nconnection: close\r\n');
    }),
  );

  it('for the budget is answered without waiting for its body', () =>
    withApi({ RATE_LIMIT_WRITES: '1' }, async (api) => {
      await api.post('').expect(400);
      const connection = open(api).head(...post, json, 'Content-Length: 1000');
      expect(await connection.waitForClose(1000)).toMatch(/^HTTP\/1.1 429 /);
    }));

  it('is told so even while it goes on sending', () =>
    withApi({}, async (api) => {
      const connection = open(api).head(...post, 'Content-Type: text/plain', 'Content-Length: 100000000');
      const chunk = Buffer.alloc(64 * 1024);
      for (let i = 0; i < 50 && !connection.isClosed; i += 1) {
        connection.write(chunk);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(connection.received).toMatch(/^HTTP\/1.1 415 [^]*"code":"UNSUPPORTED_MEDIA_TYPE"/);
    }));

  it('keeps its connection where the body is short and there already', () =>
    withApi({}, async (api) => {
      const connection = open(api).write(
        `${post.join('\r\n')}\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello`,
      );
      await connection.waitFor(/HTTP\/1.1 415 /);
      connection.head('GET /api/listings/count HTTP/1.1', 'Host: x');
      await connection.waitFor(/"count":/);
    }));

  it('does not make a request of the rest of its body', () =>
    withApi({}, async (api) => {
      const connection = open(api).head(...post, 'Content-Type: text/plain', 'Content-Length: 10');
      await connection.waitFor(/415/);
      connection.write('0123456789').head('GET /api/listings HTTP/1.1', 'Host: x');
      await connection.waitForClose();
      expect(connection.received.match(/HTTP\/1.1 /g)).toHaveLength(1);
    }));
});

describe('a body', () => {
  it('is asked for only when every guard has let the request through', () =>
    withApi({}, async (api) => {
      const body = JSON.stringify({ body: 'Asked before sending' });
      const connection = open(api).head(...post, json, `Content-Length: ${body.length}`, 'Expect: 100-continue');
      await connection.waitFor(/^HTTP\/1.1 100 Continue\r\n\r\n$/);
      connection.write(body);
      await connection.waitFor(/HTTP\/1.1 201 /);
    }));

  it('in chunks is taken up to the limit and cut off past it', () =>
    withApi({}, async (api) => {
      const fine = open(api).head(...post, json, 'Transfer-Encoding: chunked');
      fine.write('10\r\n{"body":"In piec\r\n').write('4\r\nes"}\r\n0\r\n\r\n');
      await fine.waitFor(/HTTP\/1.1 201 [^]*In pieces/);

      const endless = open(api).head(...post, json, 'Transfer-Encoding: chunked');
      for (let i = 0; i < 17; i += 1) endless.write(`400\r\n${'x'.repeat(1024)}\r\n`);
      expect(await endless.waitForClose()).toMatch(/^HTTP\/1.1 413 [^]*"code":"BODY_TOO_LARGE"/);
    }));

  it('that comes too slowly is cut off', () =>
    withApi(
      {},
      async (api) => {
        const connection = open(api).head(...post, json, 'Content-Length: 100');
        const drip = setInterval(() => connection.write(' '), 50);
        try {
          const startedAt = Date.now();
          await connection.waitForClose(2000);
          expect(Date.now() - startedAt).toBeGreaterThan(250);
          expect(connection.received).toMatch(/^(HTTP\/1.1 408 |$)/);
        } finally {
          clearInterval(drip);
        }
        await api.http.get('/api/listings').expect(200);
      },
      { requestTimeoutMs: 400, headersTimeoutMs: 300, checkIntervalMs: 50 },
    ));

  it('of a request whose head comes too slowly is never waited for', () =>
    withApi(
      {},
      async (api) => {
        const connection = open(api).write('POST /api/listings HTTP/1.1\r\n');
        expect(await connection.waitForClose(2000)).toMatch(/^HTTP\/1.1 408 /);
      },
      { requestTimeoutMs: 400, headersTimeoutMs: 300, checkIntervalMs: 50 },
    ));

  it('that ends early harms nobody', () =>
    withApi({}, async (api) => {
      const connection = open(api)
        .head(...post, json, 'Content-Length: 100')
        .write('{"body":');
      await new Promise((resolve) => setTimeout(resolve, 50));
      connection.close();
      await api.http.get('/api/listings').expect(200);
    }));

  it('where none belongs is passed over', () =>
    withApi({}, async (api) => {
      for (const [method, status] of [
        ['GET', 200],
        ['DELETE', 405],
      ] as const) {
        const connection = open(api).write(
          `${method} /api/listings HTTP/1.1\r\nHost: x\r\n${json}\r\nContent-Length: 5\r\n\r\n{"a":`,
        );
        await connection.waitFor(new RegExp(`^HTTP/1.1 ${status} `));
        connection.head('GET /api/listings/count HTTP/1.1', 'Host: x');
        await connection.waitFor(/"count":/);
      }
      const unsent = open(api).head('GET /api/listings HTTP/1.1', 'Host: x', 'Content-Length: 1000000000');
      expect(await unsent.waitForClose(1000)).toMatch(/^HTTP\/1.1 200 /);
    }));
});

describe('what the HTTP parser refuses', () => {
  it.each([
    ['two lengths', ['Content-Length: 1', 'Content-Length: 2'], 400],
    ['a length and chunks', ['Content-Length: 1', 'Transfer-Encoding: chunked'], 400],
    ['a length that is none', ['Content-Length: -1'], 400],
    ['too much of a head', [`X: ${'x'.repeat(20_000)}`], 431],
  ])(
    '%s: is answered plainly, with the headers of every answer, and the connection is closed',
    (_what, headers, status) =>
      withApi({}, async (api) => {
        const host = headers.length > 0 ? ['Host: x'] : [];
        const connection = open(api).head('POST /api/listings HTTP/1.1', ...host, json, ...headers);
        const answer = await connection.waitForClose();
        expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
        expect(answer.toLowerCase()).toContain('\r\nx-content-type-options: nosniff\r\n');
      }),
  );
});

describe('a request without a host', () => {
  it('is refused as HTTP/1.1 wants it', () =>
    withApi({}, async (api) => {
      const answer = await open(api)
        .head('GET /api/listings HTTP/1.1')
        .waitFor(/\r\n\r\n\{/);
      expect(answer).toMatch(/^HTTP\/1.1 400 [^]*\r\nx-content-type-options: nosniff\r\n[^]*"code":"INVALID_INPUT"/);
    }));
});

describe('a guard that is switched off', () => {
  it('lets proofless posts through, and challenges are still given', () =>
    withApi({ GUARD_POW: 'false' }, async (api) => {
      await api.post('No proof needed').expect(201);
      await api.post('Nor is a wrong one looked at', { 'Pow-Solution': 'nonsense' }).expect(201);
      await api.http.get('/pow/challenge').expect(200);
    }));

  it('sets no budget', () =>
    withApi(
      { GUARD_RATE_LIMIT: 'false', RATE_LIMIT_READS: '1', RATE_LIMIT_WRITES: '1', RATE_LIMIT_CHALLENGES: '1' },
      async (api) => {
        for (let i = 0; i < 5; i += 1) {
          await api.http.get('/api/listings').expect(200);
          await api.http.get('/pow/challenge').expect(200);
          await api.post(`Unlimited ${i}`).expect(201);
        }
      },
    ));

  it('takes larger bodies, though not endless ones', () =>
    withApi({ GUARD_BODY_SIZE: 'false', BODY_SIZE_MAX_BYTES: '1024' }, async (api) => {
      await api.post(' '.repeat(50_000) + 'Small in a large body').expect(201);
      await api.post('x'.repeat(2 * 1024 * 1024)).expect(413);
    }));
});
