import type { AdminUser } from '@initialsdb/contracts/admin';

export interface UserRow {
  id: number;
  username: string;
  role: AdminUser['role'];
  is_disabled: boolean;
  has_totp: boolean;
  last_sign_in_at: Date | null;
}

export const userColumns = 'id, username, role, is_disabled, totp_secret IS NOT NULL AS has_totp, last_sign_in_at';

export function toAdminUser(row: UserRow): AdminUser {
  return {
    id: row.id,
    username: row.username,
    role: row.role,
    isDisabled: row.is_disabled,
    hasTotp: row.has_totp,
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
  };
}
