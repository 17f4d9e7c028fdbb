import { roles } from '@initialsdb/database';
import type { EmbeddedPostgres } from '@initialsdb/database/embedded';
import type { DatabaseTarget } from '../../tools/database/target.js';
import { report } from '../../tools/terminal/terminal.js';
import { inDatabase, withOwner } from './seeded-database.js';

/**
 * The plain search's table, made once for a board: a copy of the texts with the index that everybody would make first. Only what compares with
 * ILIKE asks for it, as with ten million listings it takes longer than the board's own index.
 */
export async function prepareIlikeReference(server: EmbeddedPostgres, board: DatabaseTarget): Promise<void> {
  await inDatabase(server, board.name, (superuser) => superuser.query('CREATE EXTENSION IF NOT EXISTS pg_trgm'));
  await withOwner(board, async ({ sql }) => {
    const [reference] = await sql.query<{ name: string | null }>(`SELECT to_regclass('bench_listings')::text AS name`);
    if (!reference?.name) {
      report('bench', 'building the reference for ILIKE (once; it is kept)');
      // Whole or not at all, however a run ends.
      await sql.transaction(async (owner) => {
        await owner.query(
          'CREATE TABLE bench_listings (id bigint PRIMARY KEY, body text NOT NULL, created_at timestamptz NOT NULL)',
        );
        await owner.query('INSERT INTO bench_listings SELECT id, body, created_at FROM listings');
        await owner.query('CREATE INDEX ON bench_listings USING gin (body gin_trgm_ops)');
      });
      await sql.query('VACUUM ANALYZE bench_listings');
    }
    // Rights are made anew at each start of the product, without the bench's own.
    await sql.query(`GRANT SELECT ON bench_listings TO ${roles.public}`);
  });
}
