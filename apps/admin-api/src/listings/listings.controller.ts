import { Controller, Get, Patch, Query } from '@nestjs/common';
import {
  type AdminListing,
  type AdminListingsPage,
  type AdminListingsQuery,
  adminListingsQuerySchema,
  type ChangeVisibility,
  changeVisibilitySchema,
} from '@initialsdb/contracts/admin';
import { AcceptsQuery, JsonBody } from '@initialsdb/server';
import { Allow, CurrentSession } from '../access/access.guard.js';
import { IdParam } from '../paging/id-param.js';
import type { Session } from '../sessions/session-store.js';
import { ListingsService } from './listings.service.js';

@Controller('api/listings')
export class ListingsController {
  constructor(private readonly listings: ListingsService) {}

  @Get()
  @Allow('moderator', 'admin')
  @AcceptsQuery(adminListingsQuerySchema)
  list(@Query() query: AdminListingsQuery): Promise<AdminListingsPage> {
    return this.listings.list(query);
  }

  @Get(':id')
  @Allow('moderator', 'admin')
  async find(@IdParam() id: number): Promise<{ listing: AdminListing }> {
    return { listing: await this.listings.find(id) };
  }

  @Patch(':id')
  @Allow('moderator', 'admin')
  async changeVisibility(
    @IdParam() id: number,
    @CurrentSession() { user }: Session,
    @JsonBody(changeVisibilitySchema) change: ChangeVisibility,
  ): Promise<{ listing: AdminListing }> {
    return { listing: await this.listings.changeVisibility(user.username, id, change) };
  }
}
