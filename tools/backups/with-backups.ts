import type { BackupToolsConfig } from '@initialsdb/config';
import { Backups, settingsOf } from '@initialsdb/backups';
import { type DatabaseSettings, openDatabase, roles } from '@initialsdb/database';
import { withDatabase } from '../database/with-database.js';
import { CommandError, report } from '../terminal/terminal.js';

interface Place {
  host: string;
  port: number;
  name: string;
  passwords: { admin?: string | undefined; backup?: string | undefined };
}

/** Does `work` with the backups of the database of the settings: DB_HOST's, or the embedded one, started for the time if need be. */
export async function withBackups(
  config: BackupToolsConfig,
  command: string,
  work: (backups: Backups) => Promise<void>,
): Promise<void> {
  const { server, databaseName: name, passwords } = config;
  if (server) return atPlace(config, { ...server, name, passwords }, work);
  return withDatabase(config, command, (target) => atPlace(config, target, work));
}

async function atPlace(config: BackupToolsConfig, place: Place, work: (backups: Backups) => Promise<void>) {
  const { admin: adminPassword = '', backup: backupPassword = '' } = place.passwords;
  const database = openDatabase(adminSettings(place, adminPassword));
  const log = { info: (text: string) => report('backup', text), error: (text: string) => report('backup', text) };
  const settings = settingsOf({ ...place, adminPassword, backupPassword }, config.backups);
  const backups = new Backups(database.sql, settings, log);
  try {
    await work(backups);
  } finally {
    await backups.close();
    await database.close();
  }
}

function adminSettings({ host, port, name }: Place, password: string): DatabaseSettings {
  return {
    host,
    port,
    name,
    user: roles.admin,
    password,
    applicationName: 'initialsdb-admin backup command',
    poolMax: 2,
    connectionTimeoutMs: 10_000,
    statementTimeoutMs: 60_000,
  };
}

/** A run or a verification that came to nothing is the command's failure. */
export function assertGood(text: string | null): void {
  if (text !== null) throw new CommandError(text);
}
