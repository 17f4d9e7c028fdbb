import { Injectable } from '@nestjs/common';
import type { Report, ReportsPage, ReportsQuery, ReportState } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { notFound } from '@initialsdb/server';
import { appendAuditEvents } from '../audit-events/append.js';
import { AdminDatabase } from '../database/admin-database.js';
import { beforeOf, pageOf } from '../paging/cursor.js';
import { type ReportRow, selectReports, toReport } from './report-row.js';

/** What readers reported, newest first. */
@Injectable()
export class ReportsService {
  constructor(private readonly database: AdminDatabase) {}

  async list({ state, listing, cursor, limit }: ReportsQuery): Promise<ReportsPage> {
    const rows = await this.database.reads.query<ReportRow>(
      `${selectReports}
        WHERE (report.resolved_at IS NULL) = $1 AND report.id < coalesce($2, 9223372036854775807)
          AND ($3::bigint IS NULL OR report.listing_id = $3)
        ORDER BY report.id DESC LIMIT $4`,
      [state === 'open', beforeOf(cursor) ?? null, listing ?? null, limit + 1],
    );
    const page = pageOf(rows.map(toReport), limit);
    return { reports: page.rows, nextCursor: page.nextCursor };
  }

  /**
   * Resolves a report or opens it again; where it is so already, nothing changes.
   *
   * @throws {ProblemError} NOT_FOUND
   */
  async setState(actor: string, id: number, state: ReportState): Promise<Report> {
    return this.database.writes.transaction(async (sql) => {
      const [changed] = await sql.query<{ listing_id: number; reason: string }>(
        `UPDATE reports
            SET resolved_at = CASE WHEN $2 THEN now() END, resolved_by = CASE WHEN $2 THEN $3 END, resolved_by_hiding = false
          WHERE id = $1 AND (resolved_at IS NOT NULL) <> $2 RETURNING listing_id, reason`,
        [id, state === 'resolved', actor],
      );
      const report = await this.find(sql, id);
      if (changed) {
        const action = state === 'resolved' ? 'report.resolve' : 'report.reopen';
        const { listing_id: listingId, reason } = changed;
        await appendAuditEvents(sql, { actor, action, listingId, reason, details: { reportId: id } });
      }
      return report;
    });
  }

  private async find(sql: Sql, id: number): Promise<Report> {
    const [row] = await sql.query<ReportRow>(`${selectReports} WHERE report.id = $1`, [id]);
    if (!row) throw notFound('There is no such report.');
    return toReport(row);
  }
}
