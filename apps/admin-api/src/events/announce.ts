import type { ChangeEvent } from '@initialsdb/contracts/admin';
import { consoleChannel, type Sql } from '@initialsdb/database';

/** More than this many are "many"; a notification holds 8,000 bytes at most. */
const idsMax = 100;

/** Tells every console, when the caller's transaction commits, what it changed. */
export async function announce(
  sql: Sql,
  kind: ChangeEvent['kind'],
  ids: readonly number[] | null = null,
): Promise<void> {
  const event = { kind, ids: ids && ids.length <= idsMax ? ids : null };
  await sql.query('SELECT pg_notify($1, $2)', [consoleChannel, JSON.stringify(event)]);
}
