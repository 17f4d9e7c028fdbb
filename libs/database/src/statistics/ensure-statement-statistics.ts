import pg from 'pg';
import { isForbidden } from '../rights/ensure-roles.js';
import { roles } from '../roles.js';

/**
 * Lets the database say which statements take its time, where its server has pg_stat_statements: in a schema of its own that only
 * the owner may use, as the extension shows everybody how often each statement ran. Only a superuser may make it, and give the owner
 * the right to read what other roles did; on external servers the owner tries, and is content to go without.
 *
 * @param client a connection to the product's database, of a superuser or of the owner, inside no transaction
 */
export async function ensureStatementStatistics(client: pg.Client): Promise<void> {
  const owner = pg.escapeIdentifier(roles.owner);
  if (!(await holds(client, `EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_stat_statements')`))) return;
  if (!(await holds(client, `EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements')`))) {
    await attempt(client, `CREATE SCHEMA IF NOT EXISTS monitoring AUTHORIZATION ${owner}`);
    await attempt(client, 'CREATE EXTENSION pg_stat_statements SCHEMA monitoring');
  }
  if (!(await holds(client, `pg_has_role(${pg.escapeLiteral(roles.owner)}, 'pg_read_all_stats', 'MEMBER')`))) {
    await attempt(client, `GRANT pg_read_all_stats TO ${owner}`);
  }
}

async function holds(client: pg.Client, condition: string): Promise<boolean> {
  const { rows } = await client.query<{ holds: boolean }>(`SELECT ${condition} AS holds`);
  return rows[0]?.holds === true;
}

async function attempt(client: pg.Client, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    if (!isForbidden(error)) throw error;
  }
}
