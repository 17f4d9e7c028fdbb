import type { ListingFilter } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { Parameters } from '../paging/parameters.js';
import { ProblemError } from '@initialsdb/server';
import { conditionOf } from '../listings/listing-filter.js';
import { searchListings } from '../listings/listing-search.js';
import { countListings } from '../listings/listing-total.js';

/**
 * Locks the listings that a filter matches, in the order of their ids.
 *
 * @returns their ids
 * @throws {ProblemError} CONFLICT with `count` where they are not as many as the moderator saw
 */
export async function lockMatching(
  sql: Sql,
  filter: ListingFilter = { visibility: 'all' },
  expectedCount = 0,
): Promise<number[]> {
  const parameters = new Parameters();
  const search = await searchListings(sql, filter.q);
  const condition = conditionOf(filter, search, parameters);
  const rows = await sql.query<{ id: number }>(
    `SELECT l.id FROM listings l WHERE ${condition} ORDER BY l.id LIMIT ${parameters.add(expectedCount + 1)} FOR UPDATE OF l`,
    parameters.values,
  );
  if (rows.length !== expectedCount) throw countDiffers(await countListings(sql, filter, search), expectedCount);
  return rows.map(({ id }) => id);
}

type Total = Awaited<ReturnType<typeof countListings>>;

function countDiffers({ total, totalIsCapped }: Total, expectedCount: number): ProblemError {
  const matches = totalIsCapped ? `more than ${total}` : String(total);
  return new ProblemError(
    'CONFLICT',
    `The filter matches ${matches} listings now, not ${expectedCount}. Nothing was changed.`,
    {
      members: { count: total, countIsCapped: totalIsCapped ?? false, expectedCount },
    },
  );
}
