import { Controller, Delete, Get, Post, Query } from '@nestjs/common';
import {
  type BatchUndo,
  type CreateVisibilityBatch,
  createVisibilityBatchSchema,
  type VisibilityBatch,
  type VisibilityBatchesPage,
  visibilityBatchesQuerySchema,
  type VisibilityBatchesQuery,
} from '@initialsdb/contracts/admin';
import { AcceptsQuery, JsonBody } from '@initialsdb/server';
import { Allow, CurrentSession } from '../access/access.guard.js';
import { IdParam } from '../paging/id-param.js';
import type { Session } from '../sessions/session-store.js';
import { VisibilityBatchesService } from './visibility-batches.service.js';

@Controller('api/visibility-batches')
export class VisibilityBatchesController {
  constructor(private readonly batches: VisibilityBatchesService) {}

  @Post()
  @Allow('moderator', 'admin')
  async create(
    @CurrentSession() { user }: Session,
    @JsonBody(createVisibilityBatchSchema) wanted: CreateVisibilityBatch,
  ): Promise<{ batch: VisibilityBatch }> {
    return { batch: await this.batches.create(user.username, wanted) };
  }

  @Get()
  @Allow('moderator', 'admin')
  @AcceptsQuery(visibilityBatchesQuerySchema)
  list(@Query() query: VisibilityBatchesQuery): Promise<VisibilityBatchesPage> {
    return this.batches.list(query);
  }

  @Get(':id')
  @Allow('moderator', 'admin')
  async find(@IdParam() id: number): Promise<{ batch: VisibilityBatch }> {
    return { batch: await this.batches.find(id) };
  }

  @Delete(':id')
  @Allow('moderator', 'admin')
  undo(@IdParam() id: number, @CurrentSession() { user }: Session): Promise<BatchUndo> {
    return this.batches.undo(user.username, id);
  }
}
