import { type AdminRole, adminRoleSchema, adminRoles, usernameSchema } from '@initialsdb/contracts/admin';
import { CommandError } from '../terminal/terminal.js';

export interface WantedUser {
  username: string;
  /** Not given: a known user's stays. */
  role?: AdminRole | undefined;
}

/**
 * @param args name and, where it is to be a certain one, role
 * @throws CommandError where they are none
 */
export function readUser([name = '', role = '', ...more]: readonly string[]): WantedUser {
  const username = usernameSchema.safeParse(name);
  const wantedRole = adminRoleSchema.optional().safeParse(role === '' ? undefined : role);
  if (username.success && wantedRole.success && more.length === 0) {
    return { username: username.data, role: wantedRole.data };
  }
  throw new CommandError(
    `make admin-user NAME=alice ROLE=admin makes a user or gives one a new password. NAME has up to 64 letters, digits, dots, ` +
      `dashes or underscores; ROLE is one of ${adminRoles.join(', ')} (where none is given, a known user’s stays and a new one is moderator).`,
  );
}
