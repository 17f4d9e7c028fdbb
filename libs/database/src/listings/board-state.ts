import type { Sql } from '../connection/sql.js';

/** The number of visible listings, exact at every commit, in constant time. */
export async function countListings(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ visible: number }>('SELECT visible FROM board_state', [], 'count-listings');
  return row?.visible ?? 0;
}

/** A value that differs after every post, hide, unhide and delete; what another process caches is valid while it stays. */
export async function boardVersion(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ changes: number }>('SELECT changes FROM board_state', [], 'board-version');
  return String(row?.changes ?? 0);
}
