import type { Sql } from '../connection/sql.js';

/** Adding so few up is nothing to a reader. */
const keepRows = 64;

/**
 * Adds the changes of the total up that lie about since the last time. Call it every second or so while the board runs, and after mass
 * changes; several callers don't disturb each other. The total is right whether or not it is called, only dearer to read.
 *
 * @returns how many were folded; 0 where there are too few to be worth it
 */
export async function foldListingChanges(sql: Sql, keep = keepRows): Promise<number> {
  const [row] = await sql.query<{ folded: number }>(
    'SELECT fold_listing_changes($1) AS folded',
    [keep],
    'fold-changes',
  );
  return row?.folded ?? 0;
}
