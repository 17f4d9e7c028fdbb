import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '@initialsdb/database';
import { Progress } from './progress.js';

const lookMs = 500;

/**
 * Builds the index of search anew, and shows how far the longest part of it has come. Where it is stopped, everything is as before.
 *
 * @param sql as the owner, on a pool of two connections or more
 * @param listings about how many there are to index
 * @param signal stops it
 * @returns whether it was done
 */
export async function rebuildIndex(sql: Sql, listings: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sql.transaction((transaction) => rebuild(transaction, sql, listings, signal));
    return true;
  } catch (error) {
    if (!signal.aborted) throw error;
    return false;
  }
}

async function rebuild(transaction: Sql, sql: Sql, listings: number, signal: AbortSignal): Promise<void> {
  const [session] = await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new AbortController();
  const watching = watch({ sql, pid: session?.pid, listings, signal, ended: ended.signal });
  try {
    await transaction.query('SELECT rebuild_search()');
  } finally {
    ended.abort();
    await watching;
  }
}

interface Watched {
  readonly sql: Sql;
  /** The session that builds. */
  readonly pid: number | undefined;
  readonly listings: number;
  readonly signal: AbortSignal;
  readonly ended: AbortSignal;
}

/** Until `ended`: shows the progress, or cancels the session's statement once `signal` says so. */
async function watch({ sql, pid, listings, signal, ended }: Watched): Promise<void> {
  const progress = new Progress('index', listings);
  while (!ended.aborted) {
    const woken = signal.aborted ? ended : AbortSignal.any([signal, ended]);
    await sleep(lookMs, undefined, { signal: woken }).catch(() => undefined);
    if (ended.aborted) break;
    if (signal.aborted) {
      // Each time anew: one that comes between two statements ends nothing.
      await sql.query('SELECT pg_cancel_backend($1)', [pid]);
      continue;
    }
    const [built] = await sql.query<{ share: number }>(
      `SELECT blocks_done::float / blocks_total AS share FROM pg_stat_progress_create_index
        WHERE pid = $1 AND phase = 'building index' AND blocks_total > 0`,
      [pid],
    );
    if (built) progress.show(Math.round(listings * built.share));
  }
  progress.end();
}
