import { Controller, Header, Post, Req } from '@nestjs/common';
import { type CreateReport, createReportSchema, type Reported } from '@initialsdb/contracts';
import { Spends } from '@initialsdb/guards';
import { JsonBody } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';
import { ListingIdParam } from '../listings/listing-id-param.js';
import { ReportsService } from './reports.service.js';

@Controller('api/listings/:id/reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Post()
  @Spends('body', 'writes', 'proof-of-work')
  @Header('cache-control', 'no-store')
  report(
    @ListingIdParam() id: number,
    @JsonBody(createReportSchema) report: CreateReport,
    @Req() { client }: FastifyRequest,
  ): Promise<Reported> {
    return this.reports.report(id, report, client);
  }
}
