import { type BatchUndo, skippedListingsMax } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { lastActionJoin, lastActionOf, type ListingRow } from '../listings/listing-row.js';

/** Ids of the listings that are still as a batch left them, locked. */
export async function revertible(sql: Sql, batchId: number): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    `SELECT l.id FROM visibility_batch_items item JOIN listings l ON l.id = item.listing_id AND l.version = item.version
      WHERE item.batch_id = $1 ORDER BY l.id FOR UPDATE OF l`,
    [batchId],
  );
  return rows.map(({ id }) => id);
}

/** Those that are not as the batch left them, before its undo: with who changed them since; null where their poster deleted them. */
export async function skippedOf(sql: Sql, batchId: number): Promise<BatchUndo['skippedListings']> {
  const rows = await sql.query<Pick<ListingRow, 'id' | 'action_actor' | 'action_reason' | 'action_at'>>(
    `SELECT changed.listing_id AS id, action.actor AS action_actor, action.reason AS action_reason, action.at AS action_at
       FROM (SELECT e.listing_id FROM audit_events e LEFT JOIN listings now ON now.id = e.listing_id
              WHERE e.batch_id = $1 AND NOT e.details ? 'undo' AND now.version IS DISTINCT FROM (e.details->>'version')::integer
              ORDER BY e.listing_id LIMIT $2) changed
       LEFT JOIN listings l ON l.id = changed.listing_id ${lastActionJoin}
      ORDER BY changed.listing_id`,
    [batchId, skippedListingsMax],
  );
  return rows.map((row) => ({ id: row.id, lastAction: row.action_at && lastActionOf(row) }));
}
