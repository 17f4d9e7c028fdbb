import { Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post } from '@nestjs/common';
import {
  type CreateView,
  createViewSchema,
  type SavedView,
  type UpdateView,
  updateViewSchema,
} from '@initialsdb/contracts/admin';
import { JsonBody } from '@initialsdb/server';
import { AllowSignedIn, CurrentSession } from '../access/access.guard.js';
import { IdParam } from '../paging/id-param.js';
import type { Session } from '../sessions/session-store.js';
import { ViewsService } from './views.service.js';

@Controller('api/views')
export class ViewsController {
  constructor(private readonly views: ViewsService) {}

  @Get()
  @AllowSignedIn()
  async list(@CurrentSession() { user }: Session): Promise<{ views: SavedView[] }> {
    return { views: await this.views.list(user.id) };
  }

  @Post()
  @AllowSignedIn()
  async create(
    @CurrentSession() { user }: Session,
    @JsonBody(createViewSchema) view: CreateView,
  ): Promise<{ view: SavedView }> {
    return { view: await this.views.create(user.id, view) };
  }

  @Patch(':id')
  @AllowSignedIn()
  async update(
    @IdParam() id: number,
    @CurrentSession() { user }: Session,
    @JsonBody(updateViewSchema) change: UpdateView,
  ): Promise<{ view: SavedView }> {
    return { view: await this.views.update(user.id, id, change) };
  }

  @Delete(':id')
  @AllowSignedIn()
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(@IdParam() id: number, @CurrentSession() { user }: Session): Promise<void> {
    return this.views.remove(user.id, id);
  }
}
