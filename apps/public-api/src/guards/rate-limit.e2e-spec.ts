import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { startPublicApi } from '../../test/public-api.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});

afterAll(() => database?.drop());

describe('a budget', () => {
  it('lets exactly so many of 500 simultaneous requests through', async () => {
    const api = await startPublicApi({ env: { RATE_LIMIT_READS: '120' }, database });
    try {
      const paths = ['/api/listings', '/api/listings/count', '/api/listings/1', '/api/listings?q=x'];
      const answers = await Promise.all(
        Array.from({ length: 500 }, (_, i) => fetch(`http://127.0.0.1:${api.port}${paths[i % paths.length]}`)),
      );
      expect(answers.filter(({ status }) => status !== 429)).toHaveLength(120);
    } finally {
      await api.close();
    }
  });

  it('is a client’s, not a route’s, and belongs to one resource', async () => {
    const api = await startPublicApi({
      env: { RATE_LIMIT_READS: '2', RATE_LIMIT_WRITES: '1', RATE_LIMIT_CHALLENGES: '1' },
      database,
    });
    try {
      await api.http.get('/api/listings').expect(200);
      await api.http.get('/api/listings/count').expect(200);
      await api.http.get('/api/listings/1').expect(429);
      await api.http.get('/pow/challenge').expect(200);
      await api.http.get('/pow/challenge').expect(429);
      await api.http.delete('/api/listings/1').set('Authorization', 'Bearer x').expect(404);
      await api.post('x').expect(429);
      await api.http.get('/api/openapi.json').expect(200);
    } finally {
      await api.close();
    }
  });

  it('slides', async () => {
    const api = await startPublicApi({ env: { RATE_LIMIT_READS: '1', RATE_LIMIT_WINDOW_SECONDS: '1' }, database });
    try {
      await api.http.get('/api/listings').expect(200);
      const { headers } = await api.http.get('/api/listings').expect(429);
      expect(headers['retry-after']).toBe('1');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await api.http.get('/api/listings').expect(200);
    } finally {
      await api.close();
    }
  });

  it('is found by the rightmost address that no trusted proxy has, and by nothing else that is claimed', async () => {
    const api = await startPublicApi({
      env: { RATE_LIMIT_READS: '1', TRUSTED_PROXIES: '127.0.0.0/8,10.0.0.0/8' },
      database,
    });
    const statusOf = async (headers: Record<string, string | string[]>) =>
      (await api.http.get('/api/listings').set(headers as Record<string, string>)).status;
    try {
      expect(await statusOf({ 'X-Forwarded-For': '203.0.113.1' })).toBe(200);
      expect(await statusOf({ 'X-Forwarded-For': '198.51.100.7, 203.0.113.1, 10.0.0.9' })).toBe(429);
      expect(await statusOf({ 'X-Forwarded-For': '::ffff:203.0.113.1' })).toBe(429);
      expect(
        await statusOf({ 'X-Forwarded-For': '203.0.113.2', 'X-Real-IP': '203.0.113.1', Forwarded: 'for=203.0.113.1' }),
      ).toBe(200);
      expect(await statusOf({ 'X-Forwarded-For': '2001:db8::1' })).toBe(200);
      expect(await statusOf({ 'X-Forwarded-For': '2001:db8::2:0:0:1' })).toBe(429);
      expect(await statusOf({ 'X-Forwarded-For': '2001:db8:0:1::1' })).toBe(200);
      expect(await statusOf({ 'X-Forwarded-For': '203.0.113.3, garbage' })).toBe(200);
      expect(await statusOf({ 'X-Forwarded-For': '203.0.113.4, garbage' })).toBe(429);
      expect(await statusOf({ 'X-Forwarded-For': ['198.51.100.8', '203.0.113.1'] })).toBe(429);
    } finally {
      await api.close();
    }
  });

  it('believes no forwarded address of a stranger', async () => {
    const api = await startPublicApi({ env: { RATE_LIMIT_READS: '1' }, database });
    try {
      await api.http.get('/api/listings').set('X-Forwarded-For', '203.0.113.1').expect(200);
      await api.http.get('/api/listings').set('X-Forwarded-For', '203.0.113.2').expect(429);
    } finally {
      await api.close();
    }
  });
});
