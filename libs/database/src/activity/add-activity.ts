import type { Sql } from '../connection/sql.js';

/**
 * Adds to this hour's counters, for the dashboard's series. Names are lower-case words joined by dots, dashes, underscores or
 * colons, 80 characters at most; others are left out, and so is what goes beyond 200 names a call.
 */
export async function addActivity(sql: Sql, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) return;
  await sql.query('SELECT add_activity($1, $2)', [[...counts.keys()], [...counts.values()]], 'add-activity');
}
