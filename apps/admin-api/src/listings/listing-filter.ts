import type { ListingFilter } from '@initialsdb/contracts/admin';
import type { Parameters } from '../paging/parameters.js';
import { isFound, type ListingSearch } from './listing-search.js';

/** An open report of listing `l` exists. */
export const isReported = 'EXISTS (SELECT FROM reports r WHERE r.listing_id = l.id AND r.resolved_at IS NULL)';

/** The condition, over listings `l`, of what a filter asks for. `poster` is the pseudonym of a client or of its network. */
export function conditionOf(filter: ListingFilter, search: ListingSearch, parameters: Parameters): string {
  const conditions = [isFound(search, parameters)];
  if (filter.visibility !== 'all') conditions.push(filter.visibility === 'hidden' ? 'l.is_hidden' : 'NOT l.is_hidden');
  if (filter.reported !== undefined) conditions.push(filter.reported ? isReported : `NOT ${isReported}`);
  if (filter.poster !== undefined) {
    const poster = parameters.add(filter.poster);
    conditions.push(`(l.poster = ${poster} OR l.poster_network = ${poster})`);
  }
  if (filter.from !== undefined) conditions.push(`l.created_at >= ${parameters.add(beginOf(filter.from))}`);
  if (filter.to !== undefined) conditions.push(`l.created_at <= ${parameters.add(endOf(filter.to))}`);
  return conditions.join(' AND ');
}

const isDay = (moment: string) => !moment.includes('T');

function beginOf(moment: string): Date {
  return new Date(moment);
}

/** The last millisecond of a day; a time as it is. Times are stored to the millisecond. */
function endOf(moment: string): Date {
  return isDay(moment) ? new Date(`${moment}T23:59:59.999Z`) : new Date(moment);
}
