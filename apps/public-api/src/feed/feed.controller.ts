import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Spends } from '@initialsdb/guards';
import { AcceptsQuery, sendEntity } from '@initialsdb/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FeedQuery, feedQuerySchema } from './feed-query.js';
import { FeedService } from './feed.service.js';
import { siteUrlOf } from './site-url.js';

@Controller('feed.atom')
export class FeedController {
  constructor(private readonly feeds: FeedService) {}

  @Get()
  @Spends('reads')
  @AcceptsQuery(feedQuerySchema)
  async feed(@Query() { q }: FeedQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendEntity(request, reply, await this.feeds.feed(q, siteUrlOf(request)));
  }
}
