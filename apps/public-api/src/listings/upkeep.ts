import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { drainSearchQueue, foldListingChanges } from '@initialsdb/database';
import { Repeating } from '@initialsdb/server';
import { Databases } from '../database/databases.js';

const pauseMs = 1000;

/**
 * Does for many posts at a time what would be dear to do at each: moves the texts of new listings into the search index, and adds up the
 * changes that the total consists of. Searches and the total are right before that too, only dearer.
 */
@Injectable()
export class Upkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly stopping = new AbortController();
  /** Apart, because indexing goes on for as long as there is a queue. */
  private readonly works: readonly Repeating[];

  constructor({ writes: { sql } }: Databases) {
    this.works = [
      new Repeating(pauseMs, () => attempt(() => drainSearchQueue(sql, this.stopping.signal))),
      new Repeating(pauseMs, () => attempt(() => foldListingChanges(sql))),
    ];
  }

  onApplicationBootstrap(): void {
    for (const work of this.works) work.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.works.map((work) => work.stop()));
  }
}

/** What fails is left to a later run; requests tell of a database that is down. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  await work().catch(() => undefined);
}
