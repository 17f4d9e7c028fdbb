import type { Sql } from '@initialsdb/database';
import { appendAuditEvents } from '../audit-events/append.js';
import { announce } from '../events/announce.js';

export interface VisibilityChange {
  ids: readonly number[];
  isHidden: boolean;
  actor: string;
  reason: string | null;
  note: string | null;
  batchId: number | null;
  /** The change takes a batch back. */
  isUndo?: boolean;
}

export interface ChangedListing {
  id: number;
  version: number;
}

/**
 * Hides or shows listings in the caller's transaction: one new version, one row of audit each. Those that are so already stay as
 * they are. Hiding resolves a listing's open reports; showing it again reopens the ones that hiding it had resolved, because nobody
 * judged them for themselves.
 *
 * @returns what was changed
 */
export async function setVisibility(sql: Sql, change: VisibilityChange): Promise<ChangedListing[]> {
  const changed = await sql.query<{ id: number; version: number }>(
    'UPDATE listings SET is_hidden = $2, version = version + 1 WHERE id = ANY($1::bigint[]) AND is_hidden <> $2 RETURNING id, version',
    [change.ids, change.isHidden],
  );
  if (changed.length === 0) return [];
  const ids = changed.map(({ id }) => id);
  await (change.isHidden ? resolveReports(sql, ids, change.actor) : reopenReports(sql, ids));
  await announce(sql, 'listings', ids);
  await record(sql, change, changed);
  return changed;
}

/** Locks listings in the order of their ids, so that two batches over the same rows wait for one another and never both. */
export async function lockListings(
  sql: Sql,
  ids: readonly number[],
): Promise<{ id: number; is_hidden: boolean; version: number }[]> {
  return sql.query('SELECT id, is_hidden, version FROM listings WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE', [
    ids,
  ]);
}

async function resolveReports(sql: Sql, ids: number[], actor: string): Promise<void> {
  await sql.query(
    `UPDATE reports SET resolved_at = now(), resolved_by = $2, resolved_by_hiding = true
      WHERE listing_id = ANY($1::bigint[]) AND resolved_at IS NULL`,
    [ids, actor],
  );
}

async function reopenReports(sql: Sql, ids: number[]): Promise<void> {
  await sql.query(
    `UPDATE reports SET resolved_at = NULL, resolved_by = NULL, resolved_by_hiding = false
      WHERE listing_id = ANY($1::bigint[]) AND resolved_by_hiding`,
    [ids],
  );
}

/** Last, because the audit log's chain has one end: whoever appends holds up the others until the transaction ends. */
async function record(sql: Sql, change: VisibilityChange, changed: ChangedListing[]): Promise<void> {
  const { actor, reason, note, batchId, isUndo } = change;
  const action = change.isHidden ? 'listing.hide' : 'listing.unhide';
  const events = changed.map(({ id: listingId, version }) => {
    const details = isUndo ? { version, undo: true } : { version };
    return { actor, action, listingId, reason, note, batchId, details } as const;
  });
  await appendAuditEvents(sql, events);
}
