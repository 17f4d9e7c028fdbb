import { roles } from '@initialsdb/database';
import type { BackupSettings } from './settings.js';

/** A product's database, and what the environment says about its backups. */
export interface BackupAccess {
  host: string;
  port: number;
  name: string;
  adminPassword: string;
  backupPassword: string;
}

export function settingsOf(
  { host, port, name, adminPassword, backupPassword }: BackupAccess,
  choices: Omit<BackupSettings, 'admin' | 'dump'>,
): BackupSettings {
  return {
    ...choices,
    admin: { host, port, name, user: roles.admin, password: adminPassword },
    dump: { host, port, name, user: roles.backup, password: backupPassword },
  };
}
