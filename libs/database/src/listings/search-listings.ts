import type { Listing } from '@initialsdb/contracts';
import type { Sql } from '../connection/sql.js';
import { toListing, type ListingRow } from './listing-row.js';

export interface ListingSearch {
  /** Folded terms, all of which must occur; none stands for every listing. */
  readonly terms: readonly string[];
  /** Only listings of a lower id; null begins with the newest. */
  readonly before: number | null;
  readonly limit: number;
  /** After so many milliseconds the page ends at the next step, full or not; far below any timeout. */
  readonly budgetMs?: number;
}

export interface FoundListings {
  /** Newest first; possibly fewer than `limit`, even none, while `nextBefore` says to go on. */
  readonly listings: Listing[];
  /** `before` of the next page; null: there is no more. */
  readonly nextBefore: number | null;
}

const budgetMsDefault = 9;

type FoundRow = { [Column in keyof ListingRow]: ListingRow[Column] | null } & { readonly next_before: number | null };

/** One page of a search. The work of one call is bounded, whatever is searched for. */
export async function searchListings(sql: Sql, search: ListingSearch): Promise<FoundListings> {
  const { terms, before, limit, budgetMs = budgetMsDefault } = search;
  if (terms.length === 0) return pageOfAll(sql, before, limit);
  const rows = await sql.query<FoundRow>(
    `SELECT page.next_before, found.id, found.body, found.created_at
       FROM search_page($1, $2, $3, $4) AS page
       LEFT JOIN LATERAL listings_of_ids(page.ids) AS found ON true
      ORDER BY found.id DESC`,
    [terms, before ?? Number.MAX_SAFE_INTEGER, limit, budgetMs],
    'search-listings',
  );
  return {
    // Where nothing was found, one row still says where to go on.
    listings: rows.filter((row): row is ListingRow & FoundRow => row.id !== null).map(toListing),
    nextBefore: rows[0]?.next_before ?? null,
  };
}

/** Reads one more than it returns, to know whether there are more. */
async function pageOfAll(sql: Sql, before: number | null, limit: number): Promise<FoundListings> {
  const rows = await sql.query<ListingRow>(
    'SELECT id, body, created_at FROM newest_listings($1, $2)',
    [before ?? Number.MAX_SAFE_INTEGER, limit + 1],
    'page-of-all',
  );
  const page = rows.slice(0, limit);
  return { listings: page.map(toListing), nextBefore: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
