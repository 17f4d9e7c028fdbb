import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../connection/sql.js';
import { isUnavailable } from '../connection/unavailable.js';

/** What stays in the queue: reading a few hundred texts is cheap, and indexing them a few at a time is dear. */
const keepRows = 256;
const batchRowsDefault = 512;

/**
 * How many times as long as a batch took the next one waits. A batch touches pages all over the index and writes them to the log, so where posts
 * come faster than they could be followed anyway, indexing gives way to them.
 */
const restFactor = { usual: 1, flood: 20 };

interface Batch {
  readonly moved: number;
  /** Id of the last text queued by then; null where the queue was empty. */
  readonly newest: number | null;
}

/**
 * Moves texts of new listings from the queue that searches read row by row to their index, at most `batchRows`. Call it every second or
 * so while the board runs, and after mass inserts until it returns 0; several callers don't disturb each other. Searches find every
 * listing whether or not it is indexed, only slower where the queue is long.
 *
 * @returns how many were moved
 */
export async function indexSearchQueue(sql: Sql, batchRows = batchRowsDefault, keep = keepRows): Promise<number> {
  return (await moveBatch(sql, batchRows, keep)).moved;
}

/**
 * Moves all that is queued, batch after batch. Between two it rests as long as the one before took, and in a flood of posts much longer:
 * then the machine is theirs, and the searches', and the index catches up afterwards. Where a batch doesn't end within the statement's limit, it goes on
 * with half as many at a time.
 *
 * @param signal ends it after the batch at hand
 */
export async function drainSearchQueue(sql: Sql, signal: AbortSignal): Promise<void> {
  let before: { newest: number; at: number } | undefined;
  let batchRows = batchRowsDefault;
  while (!signal.aborted) {
    const at = performance.now();
    const batch = await moveBatch(sql, batchRows, keepRows).catch((error: unknown) => {
      if (batchRows === 1 || !isUnavailable(error)) throw error;
    });
    if (!batch) {
      batchRows = Math.ceil(batchRows / 2);
      continue;
    }
    const { moved, newest } = batch;
    if (moved === 0 || newest === null) return;
    const tookMs = performance.now() - at;
    const followed = moved / (tookMs * (1 + restFactor.usual));
    const isFlood = before !== undefined && (newest - before.newest) / (at - before.at) > followed;
    before = { newest, at };
    await sleep(tookMs * (isFlood ? restFactor.flood : restFactor.usual), undefined, { signal }).catch(() => undefined);
  }
}

async function moveBatch(sql: Sql, batchRows: number, keep: number): Promise<Batch> {
  const [batch] = await sql.query<{ moved: number; newest: number | null }>(
    'SELECT moved, newest FROM index_search_queue($1, $2)',
    [keep, batchRows],
  );
  return batch ?? { moved: 0, newest: null };
}
