import type { Listing } from '@initialsdb/contracts';
import type { Sql } from '../connection/sql.js';
import { toListing, type ListingRow } from './listing-row.js';

export interface ListingSearch {
  /** Folded terms, all of which must occur; none stands for every listing. */
  readonly terms: readonly string[];
  /** Only listings of a lower id; null begins with the newest. */
  readonly before: number | null;
  readonly limit: number;
}

export interface FoundListings {
  /** Newest first; possibly fewer than `limit`, even none, while `nextBefore` says to go on. */
  readonly listings: Listing[];
  /** `before` of the next page; null: there is no more. */
  readonly nextBefore: number | null;
}

type FoundRow = Partial<ListingRow> & { next_before: number | null };

/** One page of a search. The work of one call is bounded, whatever is searched for. */
export async function searchListings(sql: Sql, { terms, before, limit }: ListingSearch): Promise<FoundListings> {
  const rows = await sql.query<FoundRow>(
    'SELECT id, body, created_at, next_before FROM search_listings($1, $2, $3)',
    [terms, before, limit],
    'search-listings',
  );
  return {
    listings: rows.filter((row): row is ListingRow & FoundRow => row.next_before === null).map(toListing),
    nextBefore: rows.at(-1)?.next_before ?? null,
  };
}
