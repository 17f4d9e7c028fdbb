import type { Sql } from '../connection/sql.js';

/** Notes today's size of the database, if nobody has, and forgets days that are more than `keepDays` ago. */
export async function recordDatabaseSize(sql: Sql, keepDays: number): Promise<void> {
  await sql.query('SELECT record_database_size($1)', [keepDays]);
}
