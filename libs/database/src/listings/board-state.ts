import type { Sql } from '../connection/sql.js';

/** The channel on which hides, unhides and deletes are told, right after their commit. Posts are not. */
export const boardChannel = 'board_changed';

export interface BoardState {
  /** Visible listings, exact at every commit. */
  readonly count: number;
  /** Differs after every post, hide, unhide and delete: what a process caches of the board is valid while it stays. */
  readonly version: string;
}

/** Reads the board's state in constant time, whatever its size. */
export async function boardState(sql: Sql): Promise<BoardState> {
  const [row] = await sql.query<{ visible: number; changes: number }>(
    'SELECT visible, changes FROM board_state',
    [],
    'board-state',
  );
  if (!row) throw new Error('board_state is empty');
  return { count: row.visible, version: String(row.changes) };
}

/** The number of visible listings. */
export async function countListings(sql: Sql): Promise<number> {
  return (await boardState(sql)).count;
}

/** The version of the board. */
export async function boardVersion(sql: Sql): Promise<string> {
  return (await boardState(sql)).version;
}
