import pg from 'pg';
import { roles } from '../roles.js';
import type { RunningRole } from './rights.js';

/** Passwords of the roles; one that is not given stays what it is. */
export type RolePasswords = Readonly<Partial<Record<RunningRole, string>>>;

/** A role can neither be made nor be given its password. */
export class RoleError extends Error {
  constructor(role: string, cause: pg.DatabaseError) {
    super(
      `The role ${roles.owner} may not make or change the role ${role} (${cause.message}). It needs CREATEROLE, and since ` +
        `PostgreSQL 16 also ADMIN on roles that others made: GRANT ${role} TO ${roles.owner} WITH ADMIN OPTION.`,
      { cause },
    );
    this.name = 'RoleError';
  }
}

const runningRoles: readonly RunningRole[] = ['public', 'admin', 'backup'];

/**
 * Makes the roles that are missing and sets the passwords that are given.
 *
 * @throws {RoleError}
 */
export async function ensureRoles(owner: pg.Client, passwords: RolePasswords): Promise<void> {
  for (const role of runningRoles) {
    try {
      await ensureRole(owner, roles[role], passwords[role]);
    } catch (error) {
      throw isForbidden(error) ? new RoleError(roles[role], error) : error;
    }
  }
  await letMakeDatabases(owner);
}

/**
 * The backup role restores each backup into a database of its own to verify it. An owner that may not make databases can't let
 * another (PostgreSQL 16 and later); then an operator grants it, and until then a verification says so.
 */
async function letMakeDatabases(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ rolcreatedb: boolean }>('SELECT rolcreatedb FROM pg_roles WHERE rolname = $1', [
    roles.backup,
  ]);
  if (rows[0]?.rolcreatedb) return;
  try {
    await owner.query(`ALTER ROLE ${pg.escapeIdentifier(roles.backup)} CREATEDB`);
  } catch (error) {
    if (!isForbidden(error)) throw error;
  }
}

async function ensureRole(owner: pg.Client, role: string, password: string | undefined): Promise<void> {
  const name = pg.escapeIdentifier(role);
  const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await owner.query(`CREATE ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE`);
  if (password !== undefined) await owner.query(`ALTER ROLE ${name} PASSWORD ${pg.escapeLiteral(password)}`);
}

/** SQLSTATE 42501, insufficient_privilege. */
export function isForbidden(error: unknown): error is pg.DatabaseError {
  return (error as Partial<pg.DatabaseError>).code === '42501';
}
