import { setTimeout as sleep } from 'node:timers/promises';
import { indexSearchQueue, type Sql } from '@initialsdb/database';
import { report } from '../terminal/terminal.js';
import { Progress } from './progress.js';
import { rebuildIndex } from './rebuild-index.js';

const batchRows = 2048;
/** So few are read one by one, and the board itself leaves about as many. */
const fewRows = 256;
/** Building the index anew takes less time than adding to it where so many are new, and more than half of all. */
const rebuildFrom = 20_000;
/** While the running board indexes a batch of its own, nobody else can. */
const pauseMs = 500;
const stopped = 'stopped; the board goes on with it while it runs';

/**
 * Puts what was added into the index of search. Everything is found without it, too, only slower; the board, while it runs, does the
 * same by and by.
 */
export async function indexTexts(sql: Sql, signal: AbortSignal): Promise<void> {
  const total = (await queued(sql)) - fewRows;
  if (total <= 0 || signal.aborted) return;
  const listings = await listingsNow(sql);
  if (total >= rebuildFrom && 2 * total > listings) {
    report('index', 'building it anew');
    if (!(await rebuildIndex(sql, listings, signal))) report('index', stopped);
    return;
  }
  const progress = new Progress('index', total);
  for (let left = total; left > 0;) {
    if (signal.aborted) {
      progress.end();
      return report('index', stopped);
    }
    if ((await indexSearchQueue(sql, batchRows)) === 0) await sleep(pauseMs);
    left = Math.max((await queued(sql)) - fewRows, 0);
    progress.show(Math.max(total - left, 0));
  }
}

async function listingsNow(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ visible: number }>('SELECT visible FROM board_state');
  return row?.visible ?? 0;
}

async function queued(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ rows: number }>('SELECT count(*) AS rows FROM search_queue');
  return row?.rows ?? 0;
}
