import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { boardChannel, boardVersion, type Listener, listenTo } from '@initialsdb/database';
import { Repeating } from '@initialsdb/server';
import { Databases } from '../database/databases.js';

const pollMs = 400;
/** What is kept is answered with only while the last look at the board's version is no older than this. */
const trustMs = 900;

/**
 * Knows whether what this process remembers of the board is still true. Its own writes say so at once; hides and deletes by others are
 * announced by the database; posts by others are not, because an announcement at each commit would make posters wait for one another,
 * so the board's version is asked for a few times a second. Where that fails, nothing that was remembered is used.
 */
@Injectable()
export class BoardChanges implements OnApplicationBootstrap, OnModuleDestroy {
  /** Grows with every change; what was loaded under another generation is out of date. */
  generation = 0;
  private version: string | undefined;
  private seenAt = -Infinity;
  private readonly polling = new Repeating(pollMs, () => this.poll());
  private listener: Listener | undefined;

  constructor(private readonly databases: Databases) {}

  /** Whether a change by another process would have been noticed within a second. */
  get isWatching(): boolean {
    return performance.now() - this.seenAt < trustMs;
  }

  /** To be called after every write of this process, before it is answered. */
  changed(): void {
    this.generation += 1;
  }

  onApplicationBootstrap(): void {
    this.listener = listenTo(this.databases.settings, boardChannel, {
      notification: () => this.changed(),
      listening: () => this.changed(),
    });
    this.polling.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.polling.stop(), this.listener?.close()]);
  }

  private async poll(): Promise<void> {
    const askedAt = performance.now();
    try {
      const version = await boardVersion(this.databases.reads.sql);
      if (version !== this.version) this.changed();
      this.version = version;
      // As of the asking: what was changed during a slow answer may not be in it.
      this.seenAt = askedAt;
    } catch {
      this.seenAt = -Infinity;
    }
  }
}
