import type { DatabaseSettings } from '@initialsdb/database';

/** Where to sign in, by whatever program. */
export type Server = Pick<DatabaseSettings, 'host' | 'port' | 'name' | 'user' | 'password'>;

export interface Keep {
  /** Days, weeks and months of which the newest verified backup stays. */
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

export interface BackupSettings {
  /** Made where it is missing, for this user's eyes only. */
  readonly folder: string;
  readonly keep: Keep;
  readonly maxAgeHours: number;
  /** The product's database as the admin role: records, and the lock. */
  readonly admin: Server;
  /** The product's database as the backup role: snapshot, pg_dump, scratch databases. */
  readonly dump: Server;
  /** pg_dump itself; undefined looks for one that is new enough. */
  readonly pgDump?: string | undefined;
  /** age1…: files are encrypted to it. */
  readonly ageRecipient?: string | undefined;
  /** postgres://…: a server for the verifications other than the product's own. */
  readonly verifyUrl?: string | undefined;
}

/** What a run tells the process's log. */
export interface BackupLog {
  info(text: string): void;
  error(text: string): void;
}
