import { Injectable } from '@nestjs/common';
import type { Listing, ListingsCount, ListingsPage } from '@initialsdb/contracts';
import { countListings, findListing, newestListings, searchListings } from '@initialsdb/database';
import { type Entity, entityOf } from '@initialsdb/server';
import { Databases } from '../database/databases.js';
import { BoardChanges } from './board-changes.js';
import { Fresh } from './fresh.js';
import type { ListQuery } from './list-query.js';
import { listingIsHidden, noSuchListing } from './listings.problems.js';
import { NewestListings, newestMax } from './newest-listings.js';
import { Searches } from './searches.js';

/** Answers what is asked of the board. The newest page and the total, which every visit asks for, come from memory while they are true. */
@Injectable()
export class ListingsReader {
  private readonly newest: Fresh<NewestListings>;
  private readonly total: Fresh<Entity>;

  constructor(
    private readonly databases: Databases,
    private readonly searches: Searches,
    changes: BoardChanges,
  ) {
    this.newest = new Fresh(changes, async () => new NewestListings(await newestListings(this.sql, newestMax)));
    this.total = new Fresh(changes, async () => countEntity(await countListings(this.sql)));
  }

  async page({ q: terms, cursor, limit }: ListQuery): Promise<Entity> {
    if (terms.length === 0 && cursor === undefined) return (await this.newest.get()).page(limit);
    const search = { terms, before: cursor ?? null, limit };
    const found = await (terms.length > 0 ? this.searches.find(search) : searchListings(this.sql, search));
    const { listings, nextBefore } = found;
    const page: ListingsPage = { listings, nextCursor: nextBefore === null ? null : String(nextBefore) };
    return entityOf(JSON.stringify(page));
  }

  count(): Entity | Promise<Entity> {
    return this.total.get();
  }

  /** @throws {ProblemError} NOT_FOUND, or GONE where it is hidden */
  async find(id: number): Promise<Listing> {
    const found = await findListing(this.sql, id);
    if (found.kind === 'missing') throw noSuchListing();
    if (found.kind === 'hidden') throw listingIsHidden();
    return found.listing;
  }

  private get sql() {
    return this.databases.reads.sql;
  }
}

function countEntity(count: number): Entity {
  const answer: ListingsCount = { count };
  return entityOf(JSON.stringify(answer));
}
