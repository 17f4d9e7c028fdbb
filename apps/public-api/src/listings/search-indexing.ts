import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { drainSearchQueue } from '@initialsdb/database';
import { Repeating } from '@initialsdb/server';
import { Databases } from '../database/databases.js';

const pauseMs = 1000;

/**
 * Moves the texts of new listings into the search index, many at a time, which is far cheaper than at each post. Searches find them
 * before that too; a database that is down only makes this wait.
 */
@Injectable()
export class SearchIndexing implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly indexing = new Repeating(pauseMs, () => this.index());
  private readonly stopping = new AbortController();

  constructor(private readonly databases: Databases) {}

  onApplicationBootstrap(): void {
    this.indexing.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.indexing.stop();
  }

  private async index(): Promise<void> {
    try {
      await drainSearchQueue(this.databases.writes.sql, this.stopping.signal);
    } catch {
      // Nothing is lost: what is still queued is moved by a later run, and requests tell of a database that is down.
    }
  }
}
