import type { Listing } from '@initialsdb/contracts';
import type { Sql } from '../connection/sql.js';
import { toListing, type ListingRow } from './listing-row.js';

export type FoundListing =
  { readonly kind: 'visible'; readonly listing: Listing } | { readonly kind: 'hidden' } | { readonly kind: 'missing' };

/** Looks a listing up by its id. */
export async function findListing(sql: Sql, id: number): Promise<FoundListing> {
  const [row] = await sql.query<ListingRow & { is_hidden: boolean }>(
    'SELECT id, body, created_at, is_hidden FROM find_listing($1)',
    [id],
    'find-listing',
  );
  if (!row) return { kind: 'missing' };
  return row.is_hidden ? { kind: 'hidden' } : { kind: 'visible', listing: toListing(row) };
}
