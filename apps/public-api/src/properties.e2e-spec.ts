import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startPublicApi, type TestApi } from '../test/public-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startPublicApi();
});

afterAll(() => api?.close());

async function expectSane(path: string, init?: RequestInit): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${api.port}${path}`, init);
  expect(response.status).toBeLessThan(500);
  if (response.status < 400) return void (await response.arrayBuffer());
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ status: response.status, code: expect.any(String) });
}

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const brokenText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));
const percentText = fc.string({
  unit: fc.constantFrom('%', '0', 'f', 'F', '2', '"', "'", '&', '=', '+', '?', 'é', ' '),
  maxLength: 40,
});

describe('whatever is sent', () => {
  it('as a body, the answer is no 5xx', async () => {
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.json({ maxDepth: 5 }),
      anyText.map((body) => JSON.stringify({ body })),
      brokenText.map((body) => JSON.stringify({ body })),
      fc
        .record({ body: fc.anything(), other: fc.anything() }, { requiredKeys: [] })
        .map((value) => JSON.stringify(value) ?? ''),
    );
    const headers = { 'Content-Type': 'application/json' };
    const property = fc.asyncProperty(bodies, (body) =>
      expectSane('/api/listings', { method: 'POST', headers, body: body as string }),
    );
    await fc.assert(property, { numRuns: 150 });
  }, 30_000);

  it('as a query, the answer is no 5xx', async () => {
    const encoded = fc.oneof(anyText, brokenText).map((text) => encodeURIComponent(text.toWellFormed()));
    const raw = percentText.map((text) => encodeURI(text).replaceAll('%25', '%'));
    const names = fc.constantFrom('q', 'cursor', 'limit', 'x', '');
    const pairs = fc.array(fc.tuple(names, fc.oneof(encoded, raw, fc.integer().map(String))), { maxLength: 4 });
    const property = fc.asyncProperty(pairs, (list) =>
      expectSane(`/api/listings?${list.map((pair) => pair.join('=')).join('&')}`),
    );
    await fc.assert(property, { numRuns: 150 });
  }, 30_000);

  it('as a path or a token, the answer is no 5xx', async () => {
    const segment = fc.oneof(
      anyText.map((text) => encodeURIComponent(text.toWellFormed())),
      percentText.map(encodeURI),
      fc.bigInt().map(String),
    );
    const method = fc.constantFrom('GET', 'DELETE', 'PUT', 'HEAD', 'POST');
    const token = fc.string({ maxLength: 50 });
    const property = fc.asyncProperty(segment, method, token, (path, verb, text) =>
      verb === 'HEAD'
        ? expectHead(path)
        : expectSane(`/api/listings/${path}`, { method: verb, headers: { Authorization: `Bearer ${text}` } }),
    );
    await fc.assert(property, { numRuns: 150 });
  }, 30_000);
});

async function expectHead(path: string): Promise<void> {
  const { status } = await fetch(`http://127.0.0.1:${api.port}/api/listings/${path}`, { method: 'HEAD' });
  expect(status).toBeLessThan(500);
}
