import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { blocksChannel, hitBlocks, type Listener, listenTo, type Poster } from '@initialsdb/database';
import { Databases } from '../database/databases.js';

const retryMs = 1000;

interface BlockRow {
  matches: string;
  scope: 'client' | 'network';
  expires_at: Date | null;
}

/**
 * The moderators' blocks, kept in memory so that they cost a post nothing, and read anew at each word of a change. While that word
 * can't be heard, the database is asked at every write instead.
 */
@Injectable()
export class ActiveBlocks implements OnApplicationBootstrap, OnModuleDestroy {
  /** When each block ends, in ms, by its scope and pseudonym. Undefined: not known. */
  private endings: Map<string, number> | undefined;
  private generation = 0;
  private listener: Listener | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(private readonly databases: Databases) {}

  onApplicationBootstrap(): void {
    this.listener = listenTo(this.databases.settings, blocksChannel, {
      notification: () => void this.load(),
      listening: () => void this.load(),
      lost: () => this.forget(),
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.retry);
    await this.listener?.close();
  }

  /** Whether anybody at all is blocked; where not, nobody's pseudonym is needed. */
  get isEmpty(): boolean {
    return this.endings?.size === 0;
  }

  /** Whether a block forbids this poster to write. Where it does, the hit is counted. */
  async forbids(poster: Poster): Promise<boolean> {
    if (this.endings && !this.mayForbid(this.endings, poster)) return false;
    return hitBlocks(this.databases.writes.sql, poster);
  }

  private mayForbid(endings: Map<string, number>, { client, network }: Poster): boolean {
    const ends = [endings.get(`client ${client}`), endings.get(`network ${network}`)];
    return ends.some((end) => end !== undefined && end > Date.now());
  }

  /** What was read before a later change is not kept. */
  private async load(): Promise<void> {
    clearTimeout(this.retry);
    this.forget();
    const { generation } = this;
    try {
      const rows = await this.databases.reads.sql.query<BlockRow & Record<string, unknown>>(
        'SELECT matches, scope, expires_at FROM active_blocks',
      );
      if (generation === this.generation) this.endings = endingsOf(rows);
    } catch {
      // Nothing is known, so the database goes on being asked until a later look succeeds.
      if (this.isStopping) return;
      this.retry = setTimeout(() => void this.load(), retryMs).unref();
    }
  }

  private forget(): void {
    this.generation += 1;
    this.endings = undefined;
  }
}

/** The latest end of those that match alike. */
function endingsOf(rows: readonly BlockRow[]): Map<string, number> {
  const endings = new Map<string, number>();
  for (const { matches, scope, expires_at: expiresAt } of rows) {
    const key = `${scope} ${matches}`;
    endings.set(key, Math.max(endings.get(key) ?? 0, expiresAt?.getTime() ?? Infinity));
  }
  return endings;
}
