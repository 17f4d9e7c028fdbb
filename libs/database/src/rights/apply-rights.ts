import pg from 'pg';
import { roles } from '../roles.js';
import { isForbidden } from './ensure-roles.js';
import { rights, type RunningRole } from './rights.js';

const runningRoles = Object.keys(rights) as (keyof typeof rights)[];
const everyRole: readonly RunningRole[] = [...runningRoles, 'backup'];

/**
 * Makes the rights of the roles exactly those of `rights`: everything is taken away and given anew in one transaction, so nothing
 * that an earlier version or a person granted stays, and a product that runs meanwhile notices nothing.
 *
 * @param owner a connection of the owner to the product's database, inside no transaction
 */
export async function applyRights(owner: pg.Client, database: string): Promise<void> {
  const all = ['PUBLIC', ...everyRole.map((role) => pg.escapeIdentifier(roles[role]))].join(', ');
  const named = everyRole.map((role) => pg.escapeIdentifier(roles[role])).join(', ');
  const statements = [
    // PUBLIC may by default connect, make temporary tables, use the schema and call every function.
    `REVOKE ALL ON DATABASE ${pg.escapeIdentifier(database)} FROM ${all}`,
    `REVOKE ALL ON SCHEMA public FROM ${all}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${all}`,
    `REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${all}`,
    `REVOKE ALL ON ROUTINE ${(await ownRoutines(owner)).join(', ')} FROM ${all}`,
    `ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${named}`,
    `GRANT USAGE ON SCHEMA public TO ${named}`,
    ...runningRoles.flatMap((role) =>
      rights[role].map((right) => `GRANT ${right} TO ${pg.escapeIdentifier(roles[role])}`),
    ),
  ];
  await owner.query(['BEGIN', ...statements, 'COMMIT'].join(';\n'));
  await letReadEverything(owner, pg.escapeIdentifier(roles.backup));
}

/** Not those of extensions that an operator put into the schema: what isn't the owner's can't be revoked, and the attempt fails. */
async function ownRoutines(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT oid::regprocedure::text AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Lets the backup role read all there is. Since PostgreSQL 16 only those who administer pg_read_all_data may grant it, which an
 * owner of an external server usually doesn't: then every table is granted, present and future.
 */
async function letReadEverything(owner: pg.Client, backup: string): Promise<void> {
  try {
    await owner.query(`GRANT pg_read_all_data TO ${backup}`);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    await owner.query(
      [
        `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${backup}`,
        `GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO ${backup}`,
        `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO ${backup}`,
        `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO ${backup}`,
      ].join(';\n'),
    );
  }
}
