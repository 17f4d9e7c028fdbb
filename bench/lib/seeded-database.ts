import { createHash } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database, type Sql } from '@initialsdb/database';
import type { EmbeddedPostgres } from '@initialsdb/database/embedded';
import { startEmbedded } from '../../tools/database/embedded.js';
import { migrateTarget } from '../../tools/database/migrate-target.js';
import { ownerSettings, type DatabaseTarget } from '../../tools/database/target.js';
import { listing } from '../../tools/seed/listing.js';
import { dataSet, seed } from '../../tools/seed/seed.js';
import { report } from '../../tools/terminal/terminal.js';

export interface SeededDatabase {
  dataDir: string;
  /** Kept between runs under this name, which says what is in it. */
  name: string;
  listings: number;
  /** See fingerprint(). */
  made: string;
}

/** A database of the bench's server that holds its listings as `make seed` makes them, and nothing that an earlier run added. */
export async function seededDatabase(
  server: EmbeddedPostgres,
  { dataDir, name, listings, made }: SeededDatabase,
  signal: AbortSignal,
): Promise<DatabaseTarget> {
  const superuser = server.superuser();
  const config = { dataDir, server: undefined, databaseName: name, passwords: noPasswords };
  // One that an interrupted run left half-made has no comment yet, and one of other code another.
  if ((await commentOn(server, name)) !== made) {
    await inDatabase(server, superuser.name, (client) => client.query(`DROP DATABASE IF EXISTS ${name}`));
    const target = await startEmbedded(server, config);
    await migrateTarget(target);
    report('bench', `seeding ${name} (once; it is kept)`);
    await seed(target, listings, signal);
    signal.throwIfAborted();
    await inDatabase(server, superuser.name, (client) => client.query(`COMMENT ON DATABASE ${name} IS '${made}'`));
    return target;
  }
  const target = await startEmbedded(server, config);
  await migrateTarget(target);
  await withOwner(target, ({ sql }) => forgetAdded(sql, listings));
  return target;
}

const scratch = 'bench_scratch';
const sampledTexts = 1000;
const noPasswords = { owner: undefined, public: undefined, admin: undefined, backup: undefined };

export async function withOwner<T>(target: DatabaseTarget, work: (database: Database) => Promise<T> | T): Promise<T> {
  const database = openDatabase(ownerSettings(target, 'bench'));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function forgetAdded(owner: Sql, listings: number): Promise<void> {
  const added = await owner.query('DELETE FROM listings WHERE id > $1 RETURNING id', [listings]);
  if (added.length === 0) return;
  await owner.query('DELETE FROM recent_posts');
  await owner.query('ALTER TABLE listings ALTER COLUMN id RESTART WITH ' + String(listings + 1));
  await owner.query('VACUUM listings, search_queue, search_entries, listing_changes, recent_posts');
}

/** What a seeded database is made of: the migrations' tables, functions and indexes, and the texts. A kept one of older code would measure that. */
export async function fingerprint(server: EmbeddedPostgres, dataDir: string): Promise<string> {
  const target = await startEmbedded(server, {
    dataDir,
    server: undefined,
    databaseName: scratch,
    passwords: noPasswords,
  });
  await migrateTarget(target);
  const [schema] = await withOwner(target, ({ sql }) =>
    sql.query<{ definitions: string }>(`
      SELECT string_agg(definition, E'\\n' ORDER BY definition) AS definitions FROM (
        SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT concat_ws(' ', table_name, column_name, data_type, column_default) FROM information_schema.columns
          WHERE table_schema = 'public'
      ) AS parts (definition)`),
  );
  const superuser = server.superuser();
  await inDatabase(server, superuser.name, (client) => client.query(`DROP DATABASE ${scratch} WITH (FORCE)`));
  const texts = Array.from({ length: sampledTexts }, (_, n) => listing(dataSet, n));
  return createHash('sha256')
    .update(JSON.stringify([schema, texts]))
    .digest('hex');
}

async function commentOn(server: EmbeddedPostgres, name: string): Promise<string | null> {
  const { rows } = await inDatabase(server, server.superuser().name, (client) =>
    client.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
      [name],
    ),
  );
  return rows[0]?.comment ?? null;
}

/** Work as superuser. */
export async function inDatabase<T>(
  server: EmbeddedPostgres,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const { name: _default, ...settings } = server.superuser();
  const client = new pg.Client({ ...settings, database });
  // A connection that breaks fails the query of that moment, which says so; unheard, the event would end the bench with its server running.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
