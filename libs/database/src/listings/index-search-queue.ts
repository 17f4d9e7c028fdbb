import type { Sql } from '../connection/sql.js';

/** What stays in the queue: reading a few hundred texts is cheap, and indexing them a few at a time is dear. */
const keepRows = 256;

/**
 * Moves texts of new listings from the queue that searches read row by row to their index, at most `batchRows`. Call it every second or
 * so while the board runs, and after mass inserts until it returns 0; several callers don't disturb each other. Searches find every
 * listing whether or not it is indexed, only slower where the queue is long.
 *
 * @returns how many were moved
 */
export async function indexSearchQueue(sql: Sql, batchRows = 512, keep = keepRows): Promise<number> {
  const [row] = await sql.query<{ moved: number }>('SELECT index_search_queue($1, $2) AS moved', [keep, batchRows]);
  return row?.moved ?? 0;
}
