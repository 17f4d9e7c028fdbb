import type { Listing } from '@initialsdb/contracts';
import type { Sql } from '../connection/sql.js';
import { toListing, type ListingRow } from './listing-row.js';

/** The newest visible listings, newest first. */
export async function newestListings(sql: Sql, limit: number): Promise<Listing[]> {
  const rows = await sql.query<ListingRow>(
    'SELECT id, body, created_at FROM visible_listings ORDER BY id DESC LIMIT $1',
    [limit],
    'newest-listings',
  );
  return rows.map(toListing);
}
