import { z } from 'zod';
import type { AdminListing, AdminListingsQuery } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { Parameters } from '../paging/parameters.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import { conditionOf, isReported } from './listing-filter.js';
import type { ListingSearch } from './listing-search.js';
import { lastActionJoin, listingColumns, type ListingRow, toAdminListing } from './listing-row.js';

/** Where a page ends: sort and order, so that a cursor can't be used for another list, then id and number of open reports. */
const placeSchema = z.tuple([
  z.enum(['createdAt', 'reports']),
  z.enum(['asc', 'desc']),
  z.int().positive(),
  z.int().nonnegative(),
]);

interface Place {
  id: number;
  reports: number;
}

/** A stretch of a list that one statement reads; `from` names the listings `l`. */
interface Stretch {
  from: string;
  condition: string;
  orderBy: string;
  /** The condition of being behind a place, or undefined where a place can't lie in this stretch. */
  behind: (place: Place, parameters: Parameters) => string | undefined;
}

/**
 * One page of listings by keyset: `listings` and the place after them. Newest first is by id, as on the board. By reports it is two
 * stretches, those with open reports and those without, so that the many without need no sorting.
 */
export async function readListings(sql: Sql, query: AdminListingsQuery, search: ListingSearch) {
  const place = placeOf(query);
  const found: AdminListing[] = [];
  for (const stretch of stretchesOf(query)) {
    const wanted = query.limit + 1 - found.length;
    if (wanted > 0) found.push(...(await readStretch(sql, query, search, stretch, place, wanted)));
  }
  const listings = found.slice(0, query.limit);
  const last = listings.at(-1);
  const isMore = found.length > query.limit && last;
  return {
    listings,
    nextCursor: isMore ? encodeCursor([query.sort, query.order, last.id, last.openReports]) : null,
  };
}

function placeOf({ sort, order, cursor }: AdminListingsQuery): Place | undefined {
  if (cursor === undefined) return undefined;
  const fitting = placeSchema.refine(([ofSort, ofOrder]) => ofSort === sort && ofOrder === order);
  const [, , id, reports] = decodeCursor(fitting, cursor);
  return { id, reports };
}

function stretchesOf({ sort, order, reported: wanted }: AdminListingsQuery): Stretch[] {
  const past = order === 'asc' ? '>' : '<';
  const byId = (place: Place, parameters: Parameters) => `l.id ${past} ${parameters.add(place.id)}`;
  if (sort === 'createdAt') return [{ from: 'listings l', condition: 'true', orderBy: `l.id ${order}`, behind: byId }];
  const reported: Stretch = {
    // In the order of the list already, so that only the listings of the page are read.
    from: `(SELECT listing_id, count(*) AS open FROM reports WHERE resolved_at IS NULL
             GROUP BY listing_id ORDER BY open ${order}, listing_id ${order}) reported
           JOIN listings l ON l.id = reported.listing_id`,
    condition: 'true',
    orderBy: `reported.open ${order}, l.id ${order}`,
    behind: (place, parameters) =>
      place.reports === 0 && order === 'desc'
        ? undefined
        : `(reported.open, l.id) ${past} (${parameters.add(place.reports)}, ${parameters.add(place.id)})`,
  };
  const unreported: Stretch = {
    from: 'listings l',
    condition: `NOT ${isReported}`,
    orderBy: `l.id ${order}`,
    behind: (place, parameters) => {
      if (place.reports === 0) return byId(place, parameters);
      return order === 'desc' ? 'true' : undefined;
    },
  };
  if (wanted !== undefined) return [wanted ? reported : unreported];
  return order === 'desc' ? [reported, unreported] : [unreported, reported];
}

async function readStretch(
  sql: Sql,
  query: AdminListingsQuery,
  search: ListingSearch,
  stretch: Stretch,
  place: Place | undefined,
  limit: number,
): Promise<AdminListing[]> {
  const parameters = new Parameters();
  const behind = place ? stretch.behind(place, parameters) : 'true';
  if (behind === undefined) return [];
  const condition = [stretch.condition, behind, conditionOf(query, search, parameters)].join(' AND ');
  const page = `SELECT l.id FROM ${stretch.from} WHERE ${condition}
                 ORDER BY ${stretch.orderBy} LIMIT ${parameters.add(limit)}`;
  // The page is cut first; texts, reports and last actions are then looked up for its rows alone.
  const rows = await sql.query<ListingRow>(
    `SELECT ${listingColumns}
       FROM unnest(ARRAY(${page})) WITH ORDINALITY AS page (id, place) JOIN listings l USING (id) ${lastActionJoin}
      ORDER BY place`,
    parameters.values,
  );
  return rows.map(toAdminListing);
}
