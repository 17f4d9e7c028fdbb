import type { ToolsConfig } from '@initialsdb/config';
import { roles, type DatabaseSettings, type RolePasswords } from '@initialsdb/database';
import { keepCredentials } from './credentials.js';

/** A database that runs, and what its owner needs to work on it. */
export interface DatabaseTarget {
  host: string;
  port: number;
  name: string;
  ownerPassword: string;
  /** Of the other roles; on an external server those that were given. */
  passwords: RolePasswords;
}

/** The embedded server's passwords: those that were given, else those kept in DATA_DIR. */
export function embeddedPasswords({
  dataDir,
  passwords,
}: ToolsConfig): Pick<DatabaseTarget, 'ownerPassword' | 'passwords'> {
  const kept = keepCredentials(dataDir);
  return {
    ownerPassword: passwords.owner ?? kept.DB_OWNER_PASSWORD,
    passwords: {
      public: passwords.public ?? kept.DB_PUBLIC_PASSWORD,
      admin: passwords.admin ?? kept.DB_ADMIN_PASSWORD,
      backup: passwords.backup ?? kept.DB_BACKUP_PASSWORD,
    },
  };
}

/** The owner's way in, for one command that does one thing after the other. */
export function ownerSettings({ host, port, name, ownerPassword }: DatabaseTarget, command: string): DatabaseSettings {
  return {
    host,
    port,
    name,
    user: roles.owner,
    password: ownerPassword,
    applicationName: `${roles.owner} ${command}`,
    poolMax: 2,
    connectionTimeoutMs: 10_000,
    statementTimeoutMs: 0,
  };
}
