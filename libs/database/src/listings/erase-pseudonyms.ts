import type { Sql } from '../connection/sql.js';

/** Erases the pseudonyms of posters and reporters from what is older than `days`. The console's role may. @returns rows changed */
export async function erasePseudonyms(sql: Sql, days: number): Promise<number> {
  const [row] = await sql.query<{ erased: number }>('SELECT erase_pseudonyms(make_interval(days => $1)) AS erased', [
    days,
  ]);
  return row?.erased ?? 0;
}
