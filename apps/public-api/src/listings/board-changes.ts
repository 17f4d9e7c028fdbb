import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { boardVersion, listenForBoardChanges, type BoardListener } from '@initialsdb/database';
import { Databases } from '../database/databases.js';

/** Posts of other processes are not announced, because an announcement at each commit would make posters wait for one another. */
const pollMs = 400;
/** What is kept is answered with only while the last look at the database is no older than this. */
const trustMs = 900;

/**
 * Knows whether what this process remembers of the board is still true. Its own writes say so at once, hides and deletes by others are
 * announced by the database, posts by others are found by asking for the board's version.
 */
@Injectable()
export class BoardChanges implements OnApplicationBootstrap, OnModuleDestroy {
  /** Grows with every change; what was loaded under another generation is out of date. */
  generation = 0;
  private version: string | undefined;
  private checkedAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  private listener: BoardListener | undefined;
  private isStopped = false;

  constructor(@Inject(Databases) private readonly databases: Databases) {}

  /** Whether a change would have been noticed; if not, nothing that was remembered may be used. */
  get isWatching(): boolean {
    return performance.now() - this.checkedAt < trustMs;
  }

  /** Must be called when a write of this process is committed, before it is answered. */
  changed(): void {
    this.generation += 1;
  }
}
