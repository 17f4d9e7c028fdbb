import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { foldListingChanges } from '@initialsdb/database';
import { Repeating } from '@initialsdb/server';
import { Databases } from '../database/databases.js';

const pauseMs = 1000;

/** Adds up what the total consists of, so that it stays cheap to read. It is right without that, too. */
@Injectable()
export class TotalFolding implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly folding = new Repeating(pauseMs, () => this.fold());

  constructor(private readonly databases: Databases) {}

  onApplicationBootstrap(): void {
    this.folding.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.folding.stop();
  }

  private async fold(): Promise<void> {
    try {
      await foldListingChanges(this.databases.writes.sql);
    } catch {
      // A later run does it; requests tell of a database that is down.
    }
  }
}
