import { Injectable } from '@nestjs/common';
import { type FoundListings, type ListingSearch, searchListings } from '@initialsdb/database';
import { Databases } from '../database/databases.js';

/** What the searches under way share: who is alone gets fuller pages, and so fewer of them until a search is through. */
const sharedMs = 36;
/** With eight under way at once on two cores, all answers come within 50 ms. */
const leastMs = 7;

/** The board's way to search: each page gets a share of the machine's time. */
@Injectable()
export class Searches {
  private underWay = 0;

  constructor(private readonly databases: Databases) {}

  /** One page. The less is going on, the longer it is looked for before the page ends short. */
  async find(search: Omit<ListingSearch, 'budgetMs'>): Promise<FoundListings> {
    this.underWay += 1;
    try {
      const budgetMs = Math.max(Math.round(sharedMs / this.underWay), leastMs);
      return await searchListings(this.databases.searches.sql, { ...search, budgetMs });
    } finally {
      this.underWay -= 1;
    }
  }
}
