import { adminRoles, adminRoleSchema, type AdminRole } from '@initialsdb/contracts/admin';

export const roleOptions = adminRoles.map((value) => ({ value, label: value }));

/** The role that a select's value stands for. */
export function roleOf(value: string): AdminRole {
  return adminRoleSchema.parse(value);
}
