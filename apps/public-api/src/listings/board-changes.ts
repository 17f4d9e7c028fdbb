import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { boardVersion, type Listener, listenForBoardChanges } from '@initialsdb/database';
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
  private timer: NodeJS.Timeout | undefined;
  private listener: Listener | undefined;
  private isStopped = false;

  constructor(@Inject(Databases) private readonly databases: Databases) {}

  /** Whether a change by another process would have been noticed within a second. */
  get isWatching(): boolean {
    return performance.now() - this.seenAt < trustMs;
  }

  /** To be called after every write of this process, before it is answered. */
  changed(): void {
    this.generation += 1;
  }

  onApplicationBootstrap(): void {
    this.listener = listenForBoardChanges(this.databases.settings, () => this.changed());
    void this.poll();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.listener?.close();
  }

  private async poll(): Promise<void> {
    const startedAt = performance.now();
    try {
      const version = await boardVersion(this.databases.reads.sql);
      if (version !== this.version) this.changed();
      this.version = version;
      // As of the asking: what was changed during a slow answer may not be in it.
      this.seenAt = startedAt;
    } catch {
      this.seenAt = -Infinity;
    }
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.poll(), pollMs);
    this.timer.unref();
  }
}
