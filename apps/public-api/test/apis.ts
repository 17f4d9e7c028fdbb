import { afterAll, beforeAll } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { startPublicApi, type TestApi, type TestApiOptions } from './public-api.js';

type WithApi = (
  env: Record<string, string>,
  test: (api: TestApi) => Promise<void>,
  limits?: TestApiOptions['limits'],
) => Promise<void>;

/** For a file whose tests want several apps: one per kind of settings, on one database. No two tests may share a budget that one spends. */
export function useApis(): WithApi {
  const apis = new Map<string, Promise<TestApi>>();
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(async () => {
    for (const api of apis.values()) await (await api).close();
    await database?.drop();
  });
  return async (env, test, limits = {}) => {
    const key = JSON.stringify([env, limits]);
    const started = apis.get(key) ?? startPublicApi({ env, database, limits });
    apis.set(key, started);
    await test(await started);
  };
}
