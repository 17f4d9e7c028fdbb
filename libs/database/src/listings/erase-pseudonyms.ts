import type { Sql } from '../connection/sql.js';

/**
 * Erases the pseudonyms of posters and reporters from what is older than `days`, and from blocks that have been over for as long, of at
 * most `maxRows` rows. The console's role may.
 * @returns rows changed; as many as `maxRows` where there may be more
 */
export async function erasePseudonyms(sql: Sql, days: number, maxRows: number): Promise<number> {
  const [row] = await sql.query<{ erased: number }>(
    'SELECT erase_pseudonyms(make_interval(days => $1), $2) AS erased',
    [days, maxRows],
  );
  return row?.erased ?? 0;
}
