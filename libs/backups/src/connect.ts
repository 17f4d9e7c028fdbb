import pg from 'pg';
import type { Server } from './settings.js';

const connectionTimeoutMillis = 10_000;

/** One connection of its own, without time limits: what is done here takes as long as the database is large. */
export async function connect(server: Server, applicationName: string): Promise<pg.Client> {
  const { host, port, name: database, user, password } = server;
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    password,
    connectionTimeoutMillis,
    application_name: applicationName,
    keepAlive: true,
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  });
  // A connection that drops makes the next statement fail; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Does `work` on a connection of its own. */
export async function withConnection<T>(
  server: Server,
  applicationName: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect(server, applicationName);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The server that a postgres:// URL names; its database is only where the connection begins. */
export function serverOf(url: string): Server {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: decodeURIComponent(hostname).replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    name: decodeURIComponent(pathname.slice(1)) || 'postgres',
  };
}
