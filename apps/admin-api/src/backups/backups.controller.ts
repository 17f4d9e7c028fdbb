import { Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  type Backup,
  type BackupHealth,
  type BackupsPage,
  type BackupsQuery,
  backupsQuerySchema,
  changeBackupSchema,
  type DeleteBackupQuery,
  deleteBackupQuerySchema,
} from '@initialsdb/contracts/admin';
import { AcceptsQuery, JsonBody } from '@initialsdb/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowAnyone, CurrentSession } from '../access/access.guard.js';
import { IdParam } from '../paging/id-param.js';
import type { Session } from '../sessions/session-store.js';
import { BackupDownload } from './backup-download.js';
import { BackupsService } from './backups.service.js';

@Controller('api/backups')
export class BackupsController {
  constructor(
    private readonly backups: BackupsService,
    private readonly downloads: BackupDownload,
  ) {}

  @Get()
  @Allow('operator', 'admin')
  @AcceptsQuery(backupsQuerySchema)
  list(@Query() query: BackupsQuery): Promise<BackupsPage> {
    return this.backups.list(query);
  }

  @Post()
  @Allow('operator', 'admin')
  @HttpCode(HttpStatus.ACCEPTED)
  async start(@CurrentSession() { user }: Session): Promise<{ backup: Backup }> {
    return { backup: await this.backups.start(user.username) };
  }

  /** Open to whatever watches over the board from an allowed address; it tells no more than a time. */
  @Get('health')
  @AllowAnyone()
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<BackupHealth> {
    const health = await this.backups.health();
    void reply.code(health.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return health;
  }

  @Get(':id')
  @Allow('operator', 'admin')
  async read(@IdParam() id: number): Promise<{ backup: Backup }> {
    return { backup: await this.backups.find(id) };
  }

  @Patch(':id')
  @Allow('operator', 'admin')
  @HttpCode(HttpStatus.ACCEPTED)
  async cancel(
    @IdParam() id: number,
    @CurrentSession() { user }: Session,
    @JsonBody(changeBackupSchema) _cancelled: unknown,
  ): Promise<{ backup: Backup }> {
    return { backup: await this.backups.cancel(id, user.username) };
  }

  @Delete(':id')
  @Allow('operator', 'admin')
  @AcceptsQuery(deleteBackupQuerySchema)
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(
    @IdParam() id: number,
    @Query() { confirm }: DeleteBackupQuery,
    @CurrentSession() { user }: Session,
  ): Promise<void> {
    return this.backups.remove(id, user.username, confirm);
  }

  @Get(':id/file')
  @Allow('operator', 'admin')
  download(
    @IdParam() id: number,
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.downloads.send(id, session, request, reply);
  }

  @Post(':id/verification')
  @Allow('operator', 'admin')
  @HttpCode(HttpStatus.ACCEPTED)
  async verify(@IdParam() id: number, @CurrentSession() { user }: Session): Promise<{ backup: Backup }> {
    return { backup: await this.backups.verify(id, user.username) };
  }
}
