import { Controller, Get, Patch, Query } from '@nestjs/common';
import {
  type Report,
  type ReportsPage,
  type ReportsQuery,
  reportsQuerySchema,
  type UpdateReport,
  updateReportSchema,
} from '@initialsdb/contracts/admin';
import { AcceptsQuery, JsonBody } from '@initialsdb/server';
import { Allow, CurrentSession } from '../access/access.guard.js';
import { IdParam } from '../paging/id-param.js';
import type { Session } from '../sessions/session-store.js';
import { ReportsService } from './reports.service.js';

@Controller('api/reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get()
  @Allow('moderator', 'admin')
  @AcceptsQuery(reportsQuerySchema)
  list(@Query() query: ReportsQuery): Promise<ReportsPage> {
    return this.reports.list(query);
  }

  @Patch(':id')
  @Allow('moderator', 'admin')
  async update(
    @IdParam() id: number,
    @CurrentSession() { user }: Session,
    @JsonBody(updateReportSchema) { state }: UpdateReport,
  ): Promise<{ report: Report }> {
    return { report: await this.reports.setState(user.username, id, state) };
  }
}
