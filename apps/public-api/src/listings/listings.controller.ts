import { Controller, Delete, Get, Header, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { type CreateListing, createListingSchema, type CreatedListing, type Listing } from '@initialsdb/contracts';
import { Spends } from '@initialsdb/guards';
import { AcceptsQuery, JsonBody, sendEntity } from '@initialsdb/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerToken } from './bearer-token.js';
import { type ListQuery, listQuerySchema } from './list-query.js';
import { ListingIdParam } from './listing-id-param.js';
import { ListingsReader } from './listings.reader.js';
import { ListingsWriter } from './listings.writer.js';

@Controller('api/listings')
export class ListingsController {
  constructor(
    private readonly reader: ListingsReader,
    private readonly writer: ListingsWriter,
  ) {}

  @Post()
  @Spends('body', 'writes', 'proof-of-work')
  @Header('cache-control', 'no-store')
  async post(
    @JsonBody(createListingSchema) { body }: CreateListing,
    @Req() { client }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedListing> {
    const created = await this.writer.post(body, client);
    void reply.header('location', `/api/listings/${created.listing.id}`);
    return created;
  }

  @Get()
  @Spends('reads')
  @AcceptsQuery(listQuerySchema)
  async list(@Query() query: ListQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendEntity(request, reply, await this.reader.page(query));
  }

  @Get('count')
  @Spends('reads')
  async count(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendEntity(request, reply, await this.reader.count());
  }

  @Get(':id')
  @Spends('reads')
  @Header('cache-control', 'no-cache')
  async find(@ListingIdParam() id: number): Promise<{ listing: Listing }> {
    return { listing: await this.reader.find(id) };
  }

  @Delete(':id')
  @Spends('writes')
  @HttpCode(204)
  async delete(
    @ListingIdParam() id: number,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<void> {
    await this.writer.delete(id, bearerToken(authorization));
  }
}
