import type { AuditAction } from '@initialsdb/contracts/admin';
import { addAuditEvents, type NewAuditEvent, type Sql } from '@initialsdb/database';

type Event = NewAuditEvent & { action: AuditAction };

/** The actor of what schedules do. */
export const systemActor = 'system';

/**
 * Adds rows to the audit log's chain, in the caller's transaction: the change and its record are kept or lost together. Call it
 * last, because whoever appends waits for those before and holds up those after until the transaction ends.
 */
export async function appendAuditEvents(sql: Sql, events: Event | readonly Event[]): Promise<void> {
  await addAuditEvents(
    sql,
    [events].flat().map((event) => ({ ...event, note: event.note || null, details: event.details ?? {} })),
  );
}
