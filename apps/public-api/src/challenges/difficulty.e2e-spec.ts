import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Challenge } from '@initialsdb/contracts';
import { Metrics } from '@initialsdb/server';
import { startPublicApi, type TestApi } from '../../test/public-api.js';
import { solve } from '../../test/solve.js';

const floor = 3;
let api: TestApi;
let texts = 0;

beforeAll(async () => {
  api = await startPublicApi({
    env: { GUARD_POW: 'true', POW_DIFFICULTY: String(floor), TRUSTED_PROXIES: '127.0.0.1/32' },
  });
});

afterAll(() => api?.close());

const headersOf = (client: string) => ({ 'X-Forwarded-For': client, 'User-Agent': '' });

async function challengeOf(client: string): Promise<Challenge> {
  return (await api.http.get('/pow/challenge').set(headersOf(client)).expect(200)).body;
}

/** log2 of the hashes that a client is asked for. */
async function difficultyOf(client: string): Promise<number> {
  const { bits, puzzles } = await challengeOf(client);
  return bits + Math.log2(puzzles);
}

async function post(client: string, challenge?: Challenge): Promise<void> {
  const proof = solve(challenge ?? (await challengeOf(client)));
  await api.post(`Flood ${(texts += 1)}`, { 'Pow-Solution': proof, ...headersOf(client) }).expect(201);
}

async function metric(line: RegExp): Promise<number> {
  const text = await api.app.get(Metrics).registry.metrics();
  return Number(line.exec(text)?.[1]);
}

describe('the difficulty', () => {
  it('is the floor at first, rises for one who floods and for nobody else, and shows in the metrics', async () => {
    expect(await difficultyOf('192.0.2.1')).toBe(floor);
    const early = await challengeOf('192.0.2.1');
    for (let i = 0; i < 36; i += 1) await post('192.0.2.1');
    expect(await difficultyOf('192.0.2.1')).toBe(floor + 1);
    expect(await difficultyOf('192.0.2.2')).toBe(floor);
    expect(await metric(/^pow_difficulty (\d+)/m)).toBe(floor);
    expect(await metric(/^pow_challenges_issued_total\{difficulty="4"\} (\d+)/m)).toBeGreaterThan(0);
    // What was asked for when the challenge was issued stands.
    await post('192.0.2.1', early);
  });

  it('rises for everybody when many flood, up to the ceiling', async () => {
    for (let i = texts; i < 300; i += 1) await post(`198.51.100.${i % 250}`);
    expect(await difficultyOf('192.0.2.3')).toBe(floor + 1);
    expect(await metric(/^pow_difficulty (\d+)/m)).toBe(floor + 1);
    expect(await difficultyOf('192.0.2.1')).toBe(floor + 2);
  });
});
