import pg from 'pg';
import { roles } from '../roles.js';
import type { RunningRole } from './rights.js';

/** Passwords of the roles; one that is not given stays what it is. */
export type RolePasswords = Readonly<Partial<Record<RunningRole, string>>>;

const runningRoles: readonly RunningRole[] = ['public', 'admin', 'backup'];

/** Makes the roles that are missing and sets the passwords that are given. The owner needs CREATEROLE. */
export async function ensureRoles(owner: pg.Client, passwords: RolePasswords): Promise<void> {
  for (const role of runningRoles) {
    const name = pg.escapeIdentifier(roles[role]);
    const password = passwords[role];
    const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [roles[role]]);
    if (rowCount === 0) await owner.query(`CREATE ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE`);
    if (password !== undefined) await owner.query(`ALTER ROLE ${name} PASSWORD ${pg.escapeLiteral(password)}`);
  }
}
