import { type ListingFilter, totalMax } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { Parameters } from '../paging/parameters.js';
import { conditionOf } from './listing-filter.js';
import type { ListingSearch } from './listing-search.js';

/** How many listings a filter matches: exact up to 10,000, and no more work than that however many there are. */
export async function countListings(
  sql: Sql,
  filter: ListingFilter,
  search: ListingSearch,
): Promise<{ total: number; totalIsCapped?: true }> {
  const parameters = new Parameters();
  const condition = conditionOf(filter, search, parameters);
  const [row] = await sql.query<{ total: number }>(
    `SELECT count(*) AS total FROM (SELECT FROM listings l WHERE ${condition} LIMIT ${parameters.add(totalMax + 1)}) matched`,
    parameters.values,
  );
  const total = row?.total ?? 0;
  return total > totalMax ? { total: totalMax, totalIsCapped: true } : { total };
}
