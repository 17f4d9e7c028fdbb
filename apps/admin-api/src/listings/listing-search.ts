import { parseSearchQuery } from '@initialsdb/contracts';
import { totalMax } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import type { Parameters } from '../paging/parameters.js';

/**
 * What a search comes to: no condition; the ids of all that match; or, where those are too many to name, the terms, which so many
 * listings have that reading the list in its order soon finds enough.
 */
export type ListingSearch =
  | { readonly kind: 'everything' }
  | { readonly kind: 'ids'; readonly ids: readonly number[] }
  | { readonly kind: 'terms'; readonly terms: readonly string[] };

/** Looks the terms of a search up in the index; hidden listings count. The rules are the board's. */
export async function searchListings(sql: Sql, q: string | undefined): Promise<ListingSearch> {
  const terms = parseSearchQuery(q ?? '');
  if (terms.length === 0) return { kind: 'everything' };
  const [row] = await sql.query<{ ids: number[] }>('SELECT search_ids($1, $2) AS ids', [terms, totalMax + 1]);
  const ids = row?.ids ?? [];
  return ids.length > totalMax ? { kind: 'terms', terms } : { kind: 'ids', ids };
}

/** The condition, over listings `l`, of having been found. */
export function isFound(search: ListingSearch, parameters: Parameters): string {
  if (search.kind === 'everything') return 'true';
  if (search.kind === 'ids') return `l.id = ANY (${parameters.add(search.ids)}::bigint[])`;
  const matches = search.terms.map((term) => `strpos(text.search, ${parameters.add(term)}) > 0`).join(' AND ');
  return `EXISTS (SELECT FROM search_texts text WHERE text.id = l.id AND ${matches})`;
}
