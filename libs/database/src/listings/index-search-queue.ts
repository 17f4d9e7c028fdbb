import { setTimeout as sleep } from 'node:timers/promises';
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

/** Times as long as a batch took. */
const restFactor = 3;

/**
 * Moves all that is queued, batch after batch. Between two it rests three times as long as the one before took, so that in a flood of
 * posts the machine is theirs, and the searches', for three quarters of the time.
 *
 * @param signal ends it after the batch at hand
 */
export async function drainSearchQueue(sql: Sql, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const startedAt = performance.now();
    if ((await indexSearchQueue(sql)) === 0) return;
    await sleep(restFactor * (performance.now() - startedAt), undefined, { signal }).catch(() => undefined);
  }
}
