import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RawConnection } from '@initialsdb/testing';
import { startPublicApi, type TestApi } from '../../test/public-api.js';
import { solve } from '../../test/solve.js';

let api: TestApi;
let texts = 0;

beforeAll(async () => {
  api = await startPublicApi({ env: { GUARD_POW: 'true', POW_DIFFICULTY: '8', TRUSTED_PROXIES: '127.0.0.1/32' } });
});

afterAll(() => api?.close());

const postWith = (headers: Record<string, string>) =>
  api.post(`Proven ${(texts += 1)}`, { 'User-Agent': '', ...headers });

describe('a challenge', () => {
  it('is as the contract says, and not to be cached', async () => {
    const { body } = await api.http.get('/pow/challenge').expect(200).expect('cache-control', 'no-store');
    expect(body).toEqual({ token: expect.stringMatching(/^[\w-]{59}$/), puzzles: 8, bits: 5, expiresInMs: 100_000 });
    expect(Buffer.from(body.token, 'base64url')).toHaveLength(44);
  });
});

describe('a proof of work', () => {
  it('lets one post through', async () => {
    const proof = await api.proof();
    await postWith({ 'Pow-Solution': proof }).expect(201);
    const { body } = await postWith({ 'Pow-Solution': proof }).expect(403);
    expect(body.code).toBe('POW_REPLAYED');
  });

  it('of 1,000 simultaneous posts lets exactly one through', async () => {
    const head = `POST /api/listings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nPow-Solution: ${await api.proof()}`;
    const connections = Array.from({ length: 1000 }, () => new RawConnection(api.port));
    connections.forEach((connection, i) => {
      const body = JSON.stringify({ body: `At once ${i}` });
      connection.write(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
    const received = await Promise.all(
      connections.map((connection) => connection.waitFor(/deleteToken|"code"/, 20_000)),
    );
    connections.forEach((connection) => connection.close());
    const answers = received.map((text) => /"code":"(\w+)"/.exec(text)?.[1] ?? 'created');
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'POW_REPLAYED')).toHaveLength(999);
  }, 30_000);

  it('is spent by a post that fails after it', async () => {
    const proof = await api.proof();
    await api.post('', { 'Pow-Solution': proof, 'User-Agent': '' }).expect(400);
    expect((await postWith({ 'Pow-Solution': proof }).expect(403)).body.code).toBe('POW_REPLAYED');
  });

  it('is not spent by a post that is refused before it', async () => {
    const proof = await api.proof();
    const headers = { 'Pow-Solution': proof, 'User-Agent': '' };
    await api.http.post('/api/listings').set(headers).type('text/plain').send('x').expect(415);
    await api.post('x'.repeat(20_000), headers).expect(413);
    await postWith(headers).expect(201);
  });

  it('is required', async () => {
    const { body } = await postWith({}).expect(403);
    expect(body).toMatchObject({ code: 'POW_REQUIRED', detail: expect.stringContaining('/pow/challenge') });
  });

  it('belongs to its client and its User-Agent', async () => {
    const codeWith = async (headers: Record<string, string>) =>
      (await postWith({ 'Pow-Solution': await api.proof(), ...headers }).expect(403)).body.code;
    expect(await codeWith({ 'User-Agent': 'another' })).toBe('POW_INVALID');
    expect(await codeWith({ 'X-Forwarded-For': '203.0.113.1' })).toBe('POW_INVALID');
  });

  it.each([
    ['is empty', () => ''],
    ['is none', () => 'nonsense'],
    ['is padded', (proof: string) => `${proof}=`],
    ['comes twice', (proof: string) => `${proof}, ${proof}`],
    ['lacks a puzzle', (proof: string) => proof.slice(0, -11)],
    ['is of another token', (proof: string) => (proof.startsWith('A') ? 'B' : 'A') + proof.slice(1)],
    ['does not solve', (proof: string) => `${proof.split('.')[0]}.${Buffer.alloc(64).toString('base64url')}`],
  ])('that %s is refused', async (_what, change) => {
    const { body } = await postWith({ 'Pow-Solution': change(await api.proof()) }).expect(403);
    expect(body.code).toBe('POW_INVALID');
  });

  it('does not outlive its time, nor the process', async () => {
    const short = await startPublicApi({
      env: { GUARD_POW: 'true', POW_TTL_SECONDS: '1' },
      database: api.database,
    });
    try {
      const { body } = await short.http.get('/pow/challenge').set('User-Agent', '').expect(200);
      const other = { 'Pow-Solution': await api.proof(), 'User-Agent': '' };
      expect((await short.post('From another process', other).expect(403)).body.code).toBe('POW_INVALID');
      await new Promise((resolve) => setTimeout(resolve, 1050));
      const late = { 'Pow-Solution': solve(body), 'User-Agent': '' };
      expect((await short.post('Too late', late).expect(403)).body.code).toBe('POW_EXPIRED');
    } finally {
      await short.close();
    }
  });
});
