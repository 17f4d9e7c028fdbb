import type { Listing } from '@initialsdb/contracts';
import type { Sql } from '../connection/sql.js';
import type { BoardState } from './board-state.js';
import { toListing, type ListingRow } from './listing-row.js';

/** The newest visible listings, newest first. */
export async function newestListings(sql: Sql, limit: number): Promise<Listing[]> {
  const rows = await sql.query<ListingRow>(
    'SELECT id, body, created_at FROM newest_listings($1, $2)',
    [Number.MAX_SAFE_INTEGER, limit],
    'newest-listings',
  );
  return rows.map(toListing);
}

export interface NewestPage extends BoardState {
  readonly listings: Listing[];
}

type NewestRow = { [Column in keyof ListingRow]: ListingRow[Column] | null } & {
  readonly visible: number;
  readonly changes: number;
};

/** The newest listings together with the total and the version that they belong to: one statement, so one moment. */
export async function newestPage(sql: Sql, limit: number): Promise<NewestPage> {
  const rows = await sql.query<NewestRow>(
    `SELECT state.visible, state.changes, newest.id, newest.body, newest.created_at
       FROM board_state AS state
       LEFT JOIN newest_listings($1, $2) AS newest ON true
      ORDER BY newest.id DESC`,
    [Number.MAX_SAFE_INTEGER, limit],
    'newest-page',
  );
  return {
    count: rows[0]?.visible ?? 0,
    version: String(rows[0]?.changes ?? 0),
    listings: rows.filter((row): row is ListingRow & NewestRow => row.id !== null).map(toListing),
  };
}
