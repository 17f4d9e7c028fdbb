import { roles } from '@initialsdb/database';
import type { DatabaseTarget } from '../../tools/database/target.js';
import { withOwner } from './seeded-database.js';

/** What the reference route for the total counts: the board's role has no right on the listings themselves. */
export async function prepareCountReference(board: DatabaseTarget): Promise<void> {
  await withOwner(board, async ({ sql }) => {
    await sql.query('CREATE OR REPLACE VIEW bench_visible_listings AS SELECT id FROM listings WHERE NOT is_hidden');
    // Rights are made anew at each start of the product, without the bench's own.
    await sql.query(`GRANT SELECT ON bench_visible_listings TO ${roles.public}`);
  });
}
