import pg from 'pg';

/** The server of this test run, as its superuser. */
export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Part of the names of this run's databases. */
  readonly run: string;
}

/** @throws {Error} outside a Jest project that has the global setup of test-server.setup.mjs */
export function testServer(): TestServer {
  const { TEST_DB_HOST: host, TEST_DB_PORT: port = '5432', TEST_DB_USER: user = 'postgres' } = process.env;
  const { TEST_DB_PASSWORD: password = '', TEST_DB_RUN: run } = process.env;
  if (!host || !run) throw new Error('There is no test server: only the Jest projects "http" and "process" start one.');
  return { host, port: Number(port), user, password, run };
}

/** Runs `work` on a connection of the superuser. */
export async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>, database = 'postgres'): Promise<T> {
  const { host, port, user, password } = testServer();
  const client = new pg.Client({ host, port, user, password, database });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
