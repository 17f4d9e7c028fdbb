import type { Sql } from '../connection/sql.js';
import { roles } from '../roles.js';
import type { RunningRole } from '../rights/rights.js';

export interface SlowQuery {
  readonly id: string;
  readonly role: RunningRole;
  /** With `$1` in the place of each value; null where the server kept it with its values. */
  readonly text: string | null;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly rows: number;
}

export interface SlowestQueries {
  /** Why nothing is known: the server doesn't load pg_stat_statements, the database lacks it, or the owner may not read it. */
  readonly missing: 'preload' | 'extension' | 'right' | null;
  /** When the server began to count. */
  readonly since: Date | null;
  readonly queries: readonly SlowQuery[];
}

/** The statements of the board, the console and the backups that took most of the server's time in all, most first. */
export async function readSlowestQueries(sql: Sql, limit: number): Promise<SlowestQueries> {
  const [known] = await sql.query<Pick<SlowestQueries, 'missing' | 'since'>>('SELECT * FROM statement_statistics()');
  if (!known) throw new Error('A function with OUT parameters returned nothing.');
  const rows = await sql.query<Omit<SlowQuery, 'role'> & { role: string }>(
    `SELECT id, role, query AS text, calls, total_ms AS "totalMs", mean_ms AS "meanMs", rows FROM slowest_queries($1)`,
    [limit],
  );
  return { ...known, queries: rows.map((row) => ({ ...row, role: roleOf(row.role) })) };
}

function roleOf(name: string): RunningRole {
  if (name === roles.public) return 'public';
  return name === roles.admin ? 'admin' : 'backup';
}
