import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
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
  private readonly logger = new Logger(Upkeep.name);
  private readonly stopping = new AbortController();
  /** Apart, because indexing goes on for as long as there is a queue. */
  private readonly works: readonly Repeating[];

  constructor({ writes: { sql } }: Databases) {
    this.works = [
      this.repeating('indexing new texts', () => drainSearchQueue(sql, this.stopping.signal)),
      this.repeating('adding up the total', () => foldListingChanges(sql)),
    ];
  }

  onApplicationBootstrap(): void {
    for (const work of this.works) work.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.works.map((work) => work.stop()));
  }

  /** What fails is left to a later run. That it does, and that it works again, is said once. */
  private repeating(what: string, work: () => Promise<unknown>): Repeating {
    let isFailing = false;
    return new Repeating(pauseMs, async () => {
      try {
        await work();
        if (isFailing) this.logger.log(`Works again: ${what}`);
        isFailing = false;
      } catch (error) {
        if (!isFailing) this.logger.warn(`Fails, and is tried again every second: ${what}: ${String(error)}`);
        isFailing = true;
      }
    });
  }
}
