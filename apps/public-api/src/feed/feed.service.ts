import { Injectable } from '@nestjs/common';
import { type Listing, parseSearchQuery } from '@initialsdb/contracts';
import { type FoundListings, newestListings, searchListings } from '@initialsdb/database';
import { type Entity, entityOf } from '@initialsdb/server';
import { Databases } from '../database/databases.js';
import { BoardChanges } from '../listings/board-changes.js';
import { Fresh } from '../listings/fresh.js';
import { atomFeed, type Feed } from './atom.js';

const entriesMax = 50;
/** A page ends where its time does, the same however busy the board is; nobody asks for a next one here. */
const searchPagesMax = 8;
const contentType = 'application/atom+xml; charset=utf-8';

type Found = Pick<Feed, 'listings' | 'isPartial'>;

/** The newest listings, or those of a search, as a feed. */
@Injectable()
export class FeedService {
  private readonly newest: Fresh<Listing[]>;

  constructor(
    private readonly databases: Databases,
    changes: BoardChanges,
  ) {
    this.newest = new Fresh(changes, () => newestListings(this.databases.reads.sql, entriesMax));
  }

  /** @param q what is searched for, as it was typed; empty for everything */
  async feed(q: string, siteUrl: string): Promise<Entity> {
    const title = q === '' ? 'initialsdb' : `initialsdb: ${q}`;
    const selfUrl = `${siteUrl}/feed.atom${q === '' ? '' : `?q=${encodeURIComponent(q)}`}`;
    return entityOf(atomFeed({ title, siteUrl, selfUrl, ...(await this.found(parseSearchQuery(q))) }), contentType);
  }

  private async found(terms: string[]): Promise<Found> {
    if (terms.length === 0) return { listings: await this.newest.get(), isPartial: false };
    const listings: Listing[] = [];
    let before: number | null = null;
    for (let page = 0; page < searchPagesMax && listings.length < entriesMax; page += 1) {
      const limit = entriesMax - listings.length;
      const found: FoundListings = await searchListings(this.databases.searches.sql, { terms, before, limit });
      listings.push(...found.listings);
      before = found.nextBefore;
      if (before === null) return { listings, isPartial: false };
    }
    return { listings, isPartial: listings.length < entriesMax };
  }
}
