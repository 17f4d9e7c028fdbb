import type { Sql } from '../connection/sql.js';

export interface NewAuditEvent {
  /** Username, or the name of a job. */
  readonly actor: string;
  /** As in `listing.hide`. */
  readonly action: string;
  readonly listingId?: number | null;
  readonly reason?: string | null;
  readonly note?: string | null;
  readonly batchId?: number | null;
  readonly details?: Record<string, unknown> | null;
}

/**
 * Adds rows to the audit log, in this order. Call it in the transaction of the change itself and as its last statement: it takes
 * the chain's lock, which other writers wait for until this transaction's end.
 */
export async function addAuditEvents(sql: Sql, events: readonly NewAuditEvent[]): Promise<void> {
  await sql.query(
    `INSERT INTO audit_events (actor, action, listing_id, reason, note, batch_id, details)
       SELECT actor, action, "listingId", reason, note, "batchId", details
         FROM jsonb_to_recordset($1) AS event
           (actor text, action text, "listingId" bigint, reason text, note text, "batchId" bigint, details jsonb)`,
    [JSON.stringify(events)],
    'add-audit-events',
  );
}
