import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { PublicConfig } from '@initialsdb/config';
import { spends } from '@initialsdb/guards';
import { CONFIG, Metrics, posterPseudonyms, ProblemError } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';
import { ActiveBlocks } from './active-blocks.js';

/**
 * Refuses the writes of whom a moderator has blocked. It stands after the budget of writes, so that a blocked client can't make the
 * database count more hits than that, and before the proof of work, so that nobody solves one for nothing.
 */
@Injectable()
export class BlockGuard implements CanActivate {
  constructor(
    @Inject(CONFIG) private readonly config: PublicConfig,
    private readonly blocks: ActiveBlocks,
    private readonly metrics: Metrics,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!spends(context, 'writes') || this.blocks.isEmpty) return true;
    const { client } = context.switchToHttp().getRequest<FastifyRequest>();
    const poster = posterPseudonyms(this.config.posterHashKey, client);
    if (!(await this.blocks.forbids(poster))) return true;
    this.metrics.countRefusal('block', 'FORBIDDEN');
    throw new ProblemError('FORBIDDEN', 'A moderator has blocked posts and reports from this network address.');
  }
}
