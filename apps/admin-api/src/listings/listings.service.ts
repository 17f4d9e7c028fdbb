import { Injectable } from '@nestjs/common';
import type {
  AdminListing,
  AdminListingsPage,
  AdminListingsQuery,
  ChangeVisibility,
} from '@initialsdb/contracts/admin';
import { boardChannel, type Sql } from '@initialsdb/database';
import { notFound, ProblemError } from '@initialsdb/server';
import { AdminDatabase } from '../database/admin-database.js';
import { lockListings, setVisibility } from '../visibility/set-visibility.js';
import { readListings } from './listing-page.js';
import { lastActionJoin, listingColumns, type ListingRow, toAdminListing } from './listing-row.js';
import { searchListings } from './listing-search.js';
import { countListings } from './listing-total.js';

/** Listings as moderators see them: hidden ones too, with their reports and what was done last. */
@Injectable()
export class ListingsService {
  constructor(private readonly database: AdminDatabase) {}

  async list(query: AdminListingsQuery): Promise<AdminListingsPage> {
    const { reads } = this.database;
    const search = await searchListings(reads, query.q);
    const [page, total] = await Promise.all([readListings(reads, query, search), countListings(reads, query, search)]);
    return { ...page, ...total };
  }

  /** @throws {ProblemError} NOT_FOUND */
  async find(id: number, sql: Sql = this.database.reads): Promise<AdminListing> {
    const [row] = await sql.query<ListingRow>(
      `SELECT ${listingColumns} FROM listings l ${lastActionJoin} WHERE l.id = $1`,
      [id],
    );
    if (!row) throw notFound('There is no such listing.');
    return toAdminListing(row);
  }

  /**
   * Hides or shows one listing, where it is still the version that the moderator saw. Asking for what is so already changes nothing.
   * When this returns, the board's processes know.
   *
   * @throws {ProblemError} NOT_FOUND; CONFLICT with `listing` as it is now
   */
  async changeVisibility(actor: string, id: number, change: ChangeVisibility): Promise<AdminListing> {
    const listing = await this.database.writes.transaction(async (sql) => {
      const [locked] = await lockListings(sql, [id]);
      if (locked && locked.version !== change.version) throw changedMeanwhile(await this.find(id, sql));
      const { isHidden, reason = null, note = null } = change;
      await setVisibility(sql, { ids: [id], isHidden, actor, reason, note, batchId: null });
      return this.find(id, sql);
    });
    await this.database.untilHeard(boardChannel);
    return listing;
  }
}

function changedMeanwhile(listing: AdminListing): ProblemError {
  const by = listing.lastAction ? ` by ${listing.lastAction.actor}` : '';
  return new ProblemError('CONFLICT', `This listing was changed meanwhile${by}.`, { members: { listing } });
}
