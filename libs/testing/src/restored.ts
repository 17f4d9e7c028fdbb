import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseSettings, roles } from '@initialsdb/database';
import { EmbeddedPostgres, prepareDatabase } from '@initialsdb/database/embedded';
import pg from 'pg';

export type Place = Pick<DatabaseSettings, 'host' | 'port' | 'name' | 'user' | 'password'>;

/** By table: how many rows it has, and a digest of all of them in which every row counts and their order doesn't. */
export type Digests = Record<string, { rows: number; digest: string }>;

/** For tables that a backup's own run writes to: only rows up to this id are looked at. */
export type UpTo = Readonly<Record<string, number>>;

/**
 * Does `work` with a PostgreSQL server that has nothing but the owner's role and an empty database `unused`, and takes it away.
 *
 * @param parent a folder for its files
 */
export async function withOtherCluster<T>(parent: string, work: (owner: Place) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, 'initialsdb-other-'));
  chmodSync(folder, 0o755);
  const server = new EmbeddedPostgres({ clusterDir: join(folder, 'postgres') });
  try {
    const superuser = await server.start();
    const name = 'unused';
    const password = 'secret';
    await prepareDatabase(superuser, { name, ownerPassword: password });
    return await work({ host: superuser.host, port: superuser.port, name, user: roles.owner, password });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Types the console's commands into a shell of somebody who can sign in there. @throws where one of them fails */
export function typeCommands(commands: readonly string[], { host, port, user, password }: Omit<Place, 'name'>): void {
  const env = {
    PATH: process.env['PATH'] ?? '',
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
  };
  execFileSync('sh', ['-euc', commands.join('\n')], { env, stdio: 'pipe' });
}

/** Of every table in schema public, computed by PostgreSQL: equal on two servers where every row is. */
export async function digestsOf({ name: database, ...server }: Place, upTo: UpTo = {}): Promise<Digests> {
  const client = new pg.Client({ ...server, database });
  await client.connect();
  try {
    // How values look as text depends on these.
    await client.query(`SET TIME ZONE 'UTC'; SET DateStyle = 'ISO'; SET bytea_output = 'hex'`);
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const found: Digests = {};
    for (const { name } of tables) found[name] = await digestOf(client, name, upTo[name]);
    return found;
  } finally {
    await client.end();
  }
}

/** The rows' MD5s added up as two numbers of 64 bits: a row that is changed, missing or there twice changes the sums. */
async function digestOf(client: pg.Client, table: string, upTo: number | undefined) {
  const { rows } = await client.query<{ rows: string; digest: string }>(
    `SELECT count(*) AS rows, concat_ws(' ', sum(('x' || left(md5, 16))::bit(64)::bigint), sum(('x' || right(md5, 16))::bit(64)::bigint)) AS digest
       FROM (SELECT md5(whole_row::text) AS md5 FROM ${pg.escapeIdentifier(table)} AS whole_row ${upTo === undefined ? '' : 'WHERE id <= $1'}) AS hashed`,
    upTo === undefined ? [] : [upTo],
  );
  return { rows: Number(rows[0]?.rows), digest: rows[0]?.digest ?? '' };
}
