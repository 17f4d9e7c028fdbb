import { BackupError } from '@initialsdb/backups';
import { ConfigError } from '@initialsdb/config';
import { NewerDatabaseError, RoleError } from '@initialsdb/database';
import { EmbeddedPostgresError } from '@initialsdb/database/embedded';
import { CommandError } from './terminal.js';

/** Errors whose message is written for the person who typed the command. */
const expected = [CommandError, BackupError, ConfigError, EmbeddedPostgresError, NewerDatabaseError, RoleError];

/** A fault of the machine or the settings in its own words; one of ours with the place it came from. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return expected.some((type) => error instanceof type) ? error.message : (error.stack ?? error.message);
}
