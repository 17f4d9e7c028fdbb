import { Controller, Get, Query } from '@nestjs/common';
import { Spends } from '@initialsdb/guards';
import { AcceptsQuery } from '@initialsdb/server';
import { z } from 'zod';
import { Databases } from '../../apps/public-api/src/database/databases.js';
import { newestStatement } from './newest-statement.js';

const ilikeQuery = z.strictObject({ q: z.string() });

interface IlikeQuery {
  q: string;
}

/** What the product's answers are compared with: the plain ways, behind the same guards and hooks of the same server. */
@Controller('api/bench')
export class ReferenceController {
  constructor(private readonly databases: Databases) {}

  /** All that a request costs before a route does anything. */
  @Get('empty')
  @Spends('reads')
  empty(): string {
    return '';
  }

  /** The newest page by one statement per request. */
  @Get('newest')
  @Spends('reads')
  async newest(): Promise<{ listings: unknown[] }> {
    return { listings: await this.databases.reads.sql.query(newestStatement, [], 'bench-newest') };
  }

  /** The total as one would write it first. */
  @Get('count')
  @Spends('reads')
  async count(): Promise<{ count: number }> {
    const [row] = await this.databases.reads.sql.query<{ count: number }>(
      'SELECT count(*) AS count FROM listings WHERE NOT is_hidden',
      [],
      'bench-count',
    );
    return { count: row?.count ?? 0 };
  }

  /**
   * The plain search, with an index of trigrams; see bench/lib/ilike-reference.ts. Without a name, so that the planner sees the word: a plan for any
   * word reads backwards by id and never touches the index of trigrams.
   */
  @Get('ilike')
  @Spends('reads')
  @AcceptsQuery(ilikeQuery)
  async ilike(@Query() { q }: IlikeQuery): Promise<{ listings: unknown[] }> {
    const listings = await this.databases.reads.sql.query(
      'SELECT id, body, created_at FROM bench_listings WHERE body ILIKE $1 ORDER BY id DESC LIMIT 20',
      [`%${q.replace(/[\\%_]/g, '\\$&')}%`],
    );
    return { listings };
  }
}
