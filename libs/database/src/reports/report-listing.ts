import type { ReportReason } from '@initialsdb/contracts';
import type { Sql } from '../connection/sql.js';

export interface NewReport {
  readonly listingId: number;
  readonly reason: ReportReason;
  readonly note: string | null;
  /** Pseudonym of the client that reports; null where none is kept, and then nothing keeps it from reporting again. */
  readonly reporter: string | null;
}

/** `duplicate`: this reporter has reported this listing before. */
export type ReportOutcome = 'created' | 'duplicate' | 'hidden' | 'missing';

/** Reports a listing, once per reporter. */
export async function reportListing(
  sql: Sql,
  { listingId, reason, note, reporter }: NewReport,
): Promise<ReportOutcome> {
  const [row] = await sql.query<{ outcome: ReportOutcome }>(
    'SELECT report_listing($1, $2, $3, $4) AS outcome',
    [listingId, reason, note, reporter],
    'report-listing',
  );
  if (!row) throw new Error('report_listing returned nothing');
  return row.outcome;
}
