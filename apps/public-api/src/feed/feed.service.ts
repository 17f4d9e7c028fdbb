import { Injectable } from '@nestjs/common';
import { type Listing, parseSearchQuery } from '@initialsdb/contracts';
import { newestListings, searchListings } from '@initialsdb/database';
import { type Entity, entityOf } from '@initialsdb/server';
import { Databases } from '../database/databases.js';
import { BoardChanges } from '../listings/board-changes.js';
import { Fresh } from '../listings/fresh.js';
import { atomFeed } from './atom.js';

const entriesMax = 50;
const contentType = 'application/atom+xml; charset=utf-8';

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
    const listings = await this.listings(parseSearchQuery(q));
    return entityOf(atomFeed({ title, siteUrl, selfUrl, listings }), contentType);
  }

  /** A search does as much as one request may do; what it has not come to is in the feed when somebody posts it. */
  private async listings(terms: string[]): Promise<Listing[]> {
    if (terms.length === 0) return this.newest.get();
    return (await searchListings(this.databases.reads.sql, { terms, before: null, limit: entriesMax })).listings;
  }
}
