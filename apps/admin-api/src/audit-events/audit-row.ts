import type { AuditEvent } from '@initialsdb/contracts/admin';
import { Parameters } from '../paging/parameters.js';

export interface AuditRow {
  id: number;
  at: Date;
  actor: string;
  action: AuditEvent['action'];
  listing_id: number | null;
  reason: string | null;
  note: string | null;
  batch_id: number | null;
  details: Record<string, unknown> | null;
  hash: Buffer;
}

export const auditColumns = 'id, at, actor, action, listing_id, reason, note, batch_id, details, hash';

export function toAuditEvent(row: AuditRow): AuditEvent {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    listingId: row.listing_id,
    reason: row.reason,
    note: row.note,
    batchId: row.batch_id,
    details: row.details ?? {},
    hash: row.hash.toString('hex'),
  };
}

export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  listing?: number | undefined;
}

/** The condition of a filter; one that isn't given leaves no trace, so that the index of the others is used. */
export function auditCondition(filter: AuditFilter, parameters: Parameters): string {
  const conditions = [
    filter.actor ? `actor = ${parameters.add(filter.actor.toLowerCase())}` : undefined,
    filter.action ? `action = ${parameters.add(filter.action)}` : undefined,
    filter.listing ? `listing_id = ${parameters.add(filter.listing)}` : undefined,
  ];
  return conditions.filter((condition) => condition !== undefined).join(' AND ') || 'true';
}
