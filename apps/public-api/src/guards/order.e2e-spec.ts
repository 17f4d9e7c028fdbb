import { describe, expect, it } from '@jest/globals';
import { useApis } from '../../test/apis.js';
import { useConnections } from '../../test/connections.js';

const withApi = useApis();
const open = useConnections();

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
