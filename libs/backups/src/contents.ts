import pg from 'pg';
import type { Contents } from './manifest.js';

/** Every table's number of rows, the newest listing and audit event, as the connection's transaction sees them. */
export async function readContents(client: pg.Client): Promise<Contents> {
  const rowCounts: Record<string, number> = {};
  for (const { name, reference } of await tablesOf(client)) {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${reference}`);
    rowCounts[name] = Number(rows[0]?.count);
  }
  return {
    rowCounts,
    newestListing: 'listings' in rowCounts ? await newestListing(client) : null,
    newestAuditEvent: 'audit_events' in rowCounts ? await newestAuditEvent(client) : null,
  };
}

/** Tables that hold rows, by their names; those outside of schema `public` with its name. */
export async function tablesOf(client: pg.Client): Promise<{ name: string; reference: string }[]> {
  const { rows } = await client.query<{ schema: string; table: string }>(
    `SELECT n.nspname::text AS schema, c.relname::text AS table
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
      ORDER BY 1, 2`,
  );
  return rows.map(({ schema, table }) => ({
    name: schema === 'public' ? table : `${schema}.${table}`,
    reference: `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`,
  }));
}

async function newestListing(client: pg.Client): Promise<Contents['newestListing']> {
  const { rows } = await client.query<{ id: string; created_at: Date; body_sha256: string }>(
    `SELECT id, created_at, encode(sha256(convert_to(body, 'UTF8')), 'hex') AS body_sha256
       FROM listings ORDER BY id DESC LIMIT 1`,
  );
  const [row] = rows;
  return row ? { id: Number(row.id), createdAt: row.created_at.toISOString(), bodySha256: row.body_sha256 } : null;
}

async function newestAuditEvent(client: pg.Client): Promise<Contents['newestAuditEvent']> {
  const { rows } = await client.query<{ id: string; hash: string }>(
    `SELECT id, encode(hash, 'hex') AS hash FROM audit_events ORDER BY id DESC LIMIT 1`,
  );
  const [row] = rows;
  return row ? { id: Number(row.id), hash: row.hash } : null;
}

/** In words, what differs; undefined where nothing does. */
export function differenceOf(wanted: Contents, found: Contents): string | undefined {
  const tables = [...new Set([...Object.keys(wanted.rowCounts), ...Object.keys(found.rowCounts)])].filter(
    (table) => wanted.rowCounts[table] !== found.rowCounts[table],
  );
  const counts = tables.map(
    (table) => `${table} has ${found.rowCounts[table] ?? 'no'} rows instead of ${wanted.rowCounts[table] ?? 'none'}`,
  );
  const all = [
    ...counts,
    ...(isSame(wanted.newestListing, found.newestListing) ? [] : ['the newest listing is another']),
    ...(isSame(wanted.newestAuditEvent, found.newestAuditEvent) ? [] : ['the newest audit event is another']),
  ];
  return all.length > 0 ? all.join('; ') : undefined;
}

function isSame(wanted: object | null, found: object | null): boolean {
  return JSON.stringify(wanted) === JSON.stringify(found);
}

/** As in 15. */
export async function serverMajor(client: pg.Client): Promise<number> {
  return Number.parseInt(await serverVersion(client), 10);
}

/** As in `15.8`. */
export async function serverVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  return rows[0]?.version ?? '';
}
