import { Controller, Delete, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import {
  type Block,
  type BlockPreview,
  type BlockPreviewQuery,
  blockPreviewQuerySchema,
  type BlocksPage,
  type BlocksQuery,
  blocksQuerySchema,
  type CreateBlock,
  createBlockSchema,
} from '@initialsdb/contracts/admin';
import { AcceptsQuery, JsonBody } from '@initialsdb/server';
import { Allow, CurrentSession } from '../access/access.guard.js';
import { IdParam } from '../paging/id-param.js';
import type { Session } from '../sessions/session-store.js';
import { BlocksService } from './blocks.service.js';

@Controller('api/blocks')
export class BlocksController {
  constructor(private readonly blocks: BlocksService) {}

  @Get()
  @Allow('moderator', 'admin')
  @AcceptsQuery(blocksQuerySchema)
  list(@Query() query: BlocksQuery): Promise<BlocksPage> {
    return this.blocks.list(query);
  }

  @Get('preview')
  @Allow('moderator', 'admin')
  @AcceptsQuery(blockPreviewQuerySchema)
  preview(@Query() { poster, scope }: BlockPreviewQuery): Promise<BlockPreview> {
    return this.blocks.preview(poster, scope);
  }

  @Post()
  @Allow('moderator', 'admin')
  async create(
    @CurrentSession() { user }: Session,
    @JsonBody(createBlockSchema) wanted: CreateBlock,
  ): Promise<{ block: Block }> {
    return { block: await this.blocks.create(user.username, wanted) };
  }

  @Delete(':id')
  @Allow('moderator', 'admin')
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(@IdParam() id: number, @CurrentSession() { user }: Session): Promise<void> {
    return this.blocks.remove(user.username, id);
  }
}
