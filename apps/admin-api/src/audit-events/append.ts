import type { AuditAction } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';

export interface NewAuditEvent {
  /** A user's name; `system` for schedules. */
  actor: string;
  action: AuditAction;
  listingId?: number;
  reason?: string | null | undefined;
  note?: string | null | undefined;
  batchId?: number | undefined;
  details?: Record<string, unknown>;
}

export const systemActor = 'system';

/**
 * Adds rows to the audit log's chain, in the caller's transaction: the change and its record are kept or lost together. Call it last,
 * because whoever appends waits for those before and holds up those after until the transaction ends.
 */
export async function appendAuditEvents(sql: Sql, ...events: NewAuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql.query('SELECT append_audit_events($1::jsonb)', [JSON.stringify(events)]);
}
