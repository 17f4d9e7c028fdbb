import type { Report } from '@initialsdb/contracts/admin';
import { lastActionJoin, listingColumns, type ListingRow, toAdminListing } from '../listings/listing-row.js';

export interface ReportRow extends ListingRow {
  report_id: number;
  report_reason: Report['reason'];
  report_note: string | null;
  reported_at: Date;
  resolved_at: Date | null;
  resolved_by: string | null;
}

/** Reports `report` with their listings `l`; a condition may follow. */
export const selectReports = `
  SELECT report.id AS report_id, report.reason AS report_reason, report.note AS report_note,
         report.created_at AS reported_at, report.resolved_at, report.resolved_by, ${listingColumns}
    FROM reports report JOIN listings l ON l.id = report.listing_id ${lastActionJoin}`;

export function toReport(row: ReportRow): Report {
  return {
    id: row.report_id,
    listingId: row.id,
    reason: row.report_reason,
    note: row.report_note,
    state: row.resolved_at === null ? 'open' : 'resolved',
    createdAt: row.reported_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by,
    listing: toAdminListing(row),
  };
}
