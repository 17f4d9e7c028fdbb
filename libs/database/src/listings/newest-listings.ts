import type { Listing } from '@initialsdb/contracts';
import type { Sql } from '../connection/sql.js';
import { toListing, type ListingRow } from './listing-row.js';

/** The newest visible listings, newest first. */
export async function newestListings(sql: Sql, limit: number): Promise<Listing[]> {
  const rows = await sql.query<ListingRow>(
    'SELECT id, body, created_at FROM newest_listings($1, $2)',
    [Number.MAX_SAFE_INTEGER, limit],
    'newest-listings',
  );
  return rows.map(toListing);
}
