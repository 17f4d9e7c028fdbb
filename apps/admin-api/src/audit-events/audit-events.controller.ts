import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import {
  type AuditEventsPage,
  type AuditEventsQuery,
  auditEventsQuerySchema,
  type AuditExportQuery,
  auditExportQuerySchema,
  type AuditVerification,
} from '@initialsdb/contracts/admin';
import { AcceptsQuery } from '@initialsdb/server';
import { AllowSignedIn } from '../access/access.guard.js';
import { auditCsv } from './audit-csv.js';
import { AuditEventsService } from './audit-events.service.js';

@Controller('api/audit-events')
export class AuditEventsController {
  constructor(private readonly events: AuditEventsService) {}

  @Get()
  @AllowSignedIn()
  @AcceptsQuery(auditEventsQuerySchema)
  list(@Query() query: AuditEventsQuery): Promise<AuditEventsPage> {
    return this.events.list(query);
  }

  @Get('verification')
  @AllowSignedIn()
  verify(): Promise<AuditVerification> {
    return this.events.verify();
  }

  @Get('export')
  @AllowSignedIn()
  @AcceptsQuery(auditExportQuerySchema)
  export(@Query() filter: AuditExportQuery): StreamableFile {
    const name = `audit-log-${new Date().toISOString().slice(0, 10)}.csv`;
    return new StreamableFile(Readable.from(auditCsv(this.events.all(filter)), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }
}
