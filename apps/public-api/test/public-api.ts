import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig, publicConfig } from '@initialsdb/config';
import { createLogger } from '@initialsdb/server';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import supertest from 'supertest';
import { createPublicApi, type PublicApiOptions } from '../src/create-app.js';
import { solve } from './solve.js';

export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly port: number;
  /** Requests over real HTTP, on a connection of their own. */
  readonly http: ReturnType<typeof supertest>;
  /** A fresh solution for the header of a write. */
  proof(userAgent?: string): Promise<string>;
  /** Posts a listing with all that it needs. */
  post(body: unknown, headers?: Record<string, string>): supertest.Test;
  close(): Promise<void>;
}

export interface TestApiOptions {
  /** Environment variables over defaults that no test is slowed down by. */
  env?: Record<string, string>;
  /** An existing database; by default a new one, dropped at the end. */
  database?: TestDatabase;
  webRoot?: string;
  limits?: PublicApiOptions['limits'];
}

const quickDefaults = {
  POW_DIFFICULTY: '3',
  RATE_LIMIT_WRITES: '100000',
  RATE_LIMIT_READS: '100000',
  RATE_LIMIT_CHALLENGES: '100000',
};

/** The real public API on a free port over a real database. Proofs are off unless the test is about them. */
export async function startPublicApi({
  env = {},
  database,
  webRoot,
  limits = {},
}: TestApiOptions = {}): Promise<TestApi> {
  const data = database ?? (await startTestDatabase());
  const { host, port: databasePort, password } = data.settings.public;
  const values = {
    DB_HOST: host,
    DB_PORT: String(databasePort),
    DB_NAME: data.name,
    DB_PUBLIC_PASSWORD: password,
    POSTER_HASH_KEY: randomBytes(32).toString('base64'),
    GUARD_POW: 'false',
    ...quickDefaults,
    ...env,
  };
  const logger = createLogger('test', process.env['LOG_LEVEL'] ?? 'silent');
  const app = await createPublicApi(loadConfig(publicConfig, { values, faults: [] }), {
    logger,
    limits,
    ...(webRoot === undefined ? {} : { webRoot }),
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const http = supertest(`http://127.0.0.1:${port}`);
  const proof = async (userAgent = '') =>
    solve((await http.get('/pow/challenge').set('User-Agent', userAgent).expect(200)).body);
  return {
    app,
    database: data,
    port,
    http,
    proof,
    post: (body, headers = {}) => http.post('/api/listings').set(headers).send({ body }),
    async close() {
      await app.close();
      if (!database) await data.drop();
    },
  };
}
