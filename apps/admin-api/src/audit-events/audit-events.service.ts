import { Injectable } from '@nestjs/common';
import type { AuditEventsPage, AuditEventsQuery, AuditVerification } from '@initialsdb/contracts/admin';
import { verifyAuditEvents } from '@initialsdb/database';
import { AdminDatabase } from '../database/admin-database.js';
import { beforeOf, pageOf } from '../paging/cursor.js';
import { Parameters } from '../paging/parameters.js';
import { auditColumns, auditCondition, type AuditFilter, type AuditRow, toAuditEvent } from './audit-row.js';

const exportChunkRows = 2000;

/** The record of who changed what; nobody, the console included, can change it. */
@Injectable()
export class AuditEventsService {
  constructor(private readonly database: AdminDatabase) {}

  async list(query: AuditEventsQuery): Promise<AuditEventsPage> {
    const parameters = new Parameters();
    const condition = auditCondition(query, parameters);
    const before = parameters.add(beforeOf(query.cursor) ?? Number.MAX_SAFE_INTEGER);
    const rows = await this.database.reads.query<AuditRow>(
      `SELECT ${auditColumns} FROM audit_events WHERE ${condition} AND id < ${before}
        ORDER BY id DESC LIMIT ${parameters.add(query.limit + 1)}`,
      parameters.values,
    );
    const page = pageOf(rows.map(toAuditEvent), query.limit);
    return { events: page.rows, nextCursor: page.nextCursor };
  }

  /** Works the whole chain out again: each row's hash from its content and the hash before it. */
  verify(): Promise<AuditVerification> {
    return verifyAuditEvents(this.database.long);
  }

  /** All rows of a filter, oldest first, a few at a time, so that an export takes little memory however long the log is. */
  async *all(filter: AuditFilter): AsyncGenerator<AuditRow[]> {
    let after = 0;
    for (;;) {
      const rows = await this.chunk(filter, after);
      yield rows;
      if (rows.length < exportChunkRows) return;
      after = rows.at(-1)?.id ?? after;
    }
  }

  private chunk(filter: AuditFilter, after: number): Promise<AuditRow[]> {
    const parameters = new Parameters();
    const condition = auditCondition(filter, parameters);
    return this.database.long.query<AuditRow>(
      `SELECT ${auditColumns} FROM audit_events WHERE ${condition} AND id > ${parameters.add(after)}
        ORDER BY id LIMIT ${exportChunkRows}`,
      parameters.values,
    );
  }
}
