import { fold } from '@initialsdb/contracts';
import { openDatabase, type Sql } from '@initialsdb/database';
import { ownerSettings, type DatabaseTarget } from '../database/target.js';
import { report } from '../terminal/terminal.js';
import { indexTexts } from './index-texts.js';
import { listing } from './listing.js';
import { format, Progress } from './progress.js';

const batchRows = 2000;
/** The same on every machine, so that two people who seed see the same board. */
export const dataSet = 1;
/** The listings seem to have come in evenly over these days, up to now. */
const days = 30;

/**
 * Adds `count` listings in large inserts, through the same triggers as any other. Further seeds add further texts.
 * @param signal ends it after the batch at hand; what is in stays
 */
export async function seed(target: DatabaseTarget, count: number, signal: AbortSignal): Promise<void> {
  const { sql, close } = openDatabase(ownerSettings(target, 'seed'));
  try {
    const first = await listingsEver(sql);
    const end = Date.now();
    const start = end - days * 86_400_000;
    const progress = new Progress('seed', count);
    let inserting: Promise<void> = Promise.resolve();
    let done = 0;
    while (done < count && !signal.aborted) {
      const rows = Math.min(batchRows, count - done);
      const bodies = Array.from({ length: rows }, (_, row) => listing(dataSet, first + done + row));
      const times = bodies.map((_, row) => new Date(start + ((end - start) * (done + row + 1)) / count));
      const searches = bodies.map(fold);
      // The next batch is made up while PostgreSQL takes this one.
      await inserting;
      progress.show(done);
      inserting = insert(sql, bodies, searches, times);
      done += rows;
    }
    await inserting;
    progress.show(done);
    progress.end();
    report(
      'seed',
      `${signal.aborted ? 'stopped; ' : ''}${format(done)} listings added, ${await visible(sql)} on the board`,
    );
    await indexTexts(sql, signal);
    if (!signal.aborted) await sql.query('VACUUM (ANALYZE) listings, search_entries, search_queue');
  } finally {
    await close();
  }
}

async function insert(sql: Sql, bodies: string[], searches: string[], times: Date[]): Promise<void> {
  await sql.query(
    `INSERT INTO listings (body, search, created_at)
      SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS rows (body, search, created_at)`,
    [bodies, searches, times],
    'seed',
  );
}

/** Where the last seed left off, so that this one doesn't repeat its texts. */
async function listingsEver(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ last: number }>('SELECT coalesce(max(id), 0)::bigint AS last FROM listings');
  return row?.last ?? 0;
}

async function visible(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ visible: number }>('SELECT visible FROM board_state');
  return format(row?.visible ?? 0);
}
