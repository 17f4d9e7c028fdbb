import { type AuditRow } from './audit-row.js';
import { csvLine } from './csv.js';

const header = ['id', 'at', 'actor', 'action', 'listingId', 'reason', 'note', 'batchId', 'details', 'hash'];

function lineOf(row: AuditRow): string {
  return csvLine([
    row.id,
    row.at.toISOString(),
    row.actor,
    row.action,
    row.listing_id,
    row.reason,
    row.note,
    row.batch_id,
    JSON.stringify(row.details ?? {}),
    row.hash.toString('hex'),
  ]);
}

/** The log as CSV, chunk by chunk. It begins with a byte order mark, by which spreadsheets know UTF-8. */
export async function* auditCsv(chunks: AsyncIterable<AuditRow[]>): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(header)}`;
  for await (const rows of chunks) yield rows.map(lineOf).join('');
}
