import { randomInt } from 'node:crypto';
import type { Sql } from '../connection/sql.js';
import { hashPassword } from './password-hash.js';
import type { userRoles } from './user.entity.js';

export type UserRole = (typeof userRoles)[number];

export const firstAdminName = 'admin';

/** Without the characters that people take for one another. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 4;
const groupChars = 5;

/** A random password of 20 characters in four groups, 116 bits: for printing once. */
export function generatePassword(): string {
  const group = () => Array.from({ length: groupChars }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/**
 * Makes the user `admin` where there is no user at all, so that a fresh installation can be signed in to. Safe at every start and by
 * several processes at once.
 *
 * @returns whether it was made
 */
export async function createFirstAdmin(sql: Sql, password: string): Promise<boolean> {
  const [{ is_empty: isEmpty } = { is_empty: false }] = await sql.query<{ is_empty: boolean }>(
    'SELECT NOT EXISTS (SELECT FROM users) AS is_empty',
  );
  if (!isEmpty) return false;
  const passwordHash = await hashPassword(password);
  return sql.transaction(async (inside) => {
    await lockUsers(inside);
    const made = await inside.query(
      `INSERT INTO users (username, role, password_hash) SELECT $1, 'admin', $2
        WHERE NOT EXISTS (SELECT FROM users) RETURNING id`,
      [firstAdminName, passwordHash],
    );
    if (made.length === 1) await recordByCommand(inside, 'user.create', { username: firstAdminName, role: 'admin' });
    return made.length === 1;
  });
}

/**
 * Makes a user, or gives an existing one a new password, enables them, takes their authenticator off and ends their sessions: what
 * `make admin-user` does for whoever lost the way in.
 *
 * @param role from now on; without one a known user keeps theirs and a new one is a moderator
 * @param password a new one
 * @returns whether the user is new, and their role
 */
export async function putUser(
  sql: Sql,
  { username, role: wantedRole, password }: { username: string; role?: UserRole | undefined; password: string },
): Promise<{ outcome: 'created' | 'reset'; role: UserRole }> {
  const passwordHash = await hashPassword(password);
  return sql.transaction(async (inside) => {
    await lockUsers(inside);
    const [user] = await inside.query<{ id: number; role: UserRole; is_new: boolean }>(
      `INSERT INTO users AS known (username, role, password_hash) VALUES ($1, coalesce($2, 'moderator'), $3)
       ON CONFLICT (username) DO UPDATE SET role = coalesce($2, known.role), password_hash = excluded.password_hash,
         is_disabled = false, totp_secret = NULL, totp_pending_secret = NULL, totp_last_step = NULL
       RETURNING id, role, xmax = 0 AS is_new`,
      [username, wantedRole, passwordHash],
    );
    if (!user) throw new Error('The user was neither made nor found.');
    const { id, role, is_new: isNew } = user;
    await inside.query('DELETE FROM sessions WHERE user_id = $1', [id]);
    await recordByCommand(inside, isNew ? 'user.create' : 'user.update', { username, role, isReset: !isNew });
    return { outcome: isNew ? 'created' : 'reset', role };
  });
}

/** Until the transaction ends nobody else makes or changes users, so that what was counted stays true. */
export async function lockUsers(sql: Sql): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('users', 0))`);
}

async function recordByCommand(sql: Sql, action: string, details: Record<string, unknown>): Promise<void> {
  await sql.query(`INSERT INTO audit_events (actor, action, details) VALUES ('system', $1, $2)`, [action, details]);
}
