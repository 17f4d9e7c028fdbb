import { describe, expect, it } from '@jest/globals';
import { useApis } from '../../test/apis.js';
import { useConnections } from '../../test/connections.js';

const withApi = useApis();
const open = useConnections();

const post = ['POST /api/listings HTTP/1.1', 'Host: x'];
const json = 'Content-Type: application/json';

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
