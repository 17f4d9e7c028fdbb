import type { AuditAction } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';

export interface NewAuditEvent {
  /** A user's name; `system` for schedules. */
  actor: string;
  action: AuditAction;
  listingId?: number;
  reason?: string | null | undefined;
  note?: string | null | undefined;
  details?: Record<string, unknown>;
}

export const systemActor = 'system';

/**
 * Adds a row to the audit log's chain, in the caller's transaction: the change and its record are kept or lost together. Call it
 * last, because whoever appends waits for those before and holds up those after until the transaction ends.
 */
export async function appendAuditEvent(sql: Sql, event: NewAuditEvent): Promise<void> {
  await sql.query(
    'INSERT INTO audit_events (actor, action, listing_id, reason, note, details) VALUES ($1, $2, $3, $4, $5, $6)',
    [event.actor, event.action, event.listingId ?? null, event.reason ?? null, event.note || null, event.details ?? {}],
  );
}
