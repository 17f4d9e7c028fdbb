import type { AdminRole, SessionUser } from '@initialsdb/contracts/admin';

/** The user that a session belongs to. */
export interface AuthenticatedUser {
  id: number;
  username: string;
  role: AdminRole;
  hasTotp: boolean;
}

export interface AuthenticatedUserRow {
  id: number;
  username: string;
  role: AdminRole;
  has_totp: boolean;
}

export function userOfRow(row: AuthenticatedUserRow): AuthenticatedUser {
  return { id: row.id, username: row.username, role: row.role, hasTotp: row.has_totp };
}

export function sessionUser(user: AuthenticatedUser, requireTotp: boolean): SessionUser {
  return { ...user, mustEnrolTotp: requireTotp && !user.hasTotp };
}
