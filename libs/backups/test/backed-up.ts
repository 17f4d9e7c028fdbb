import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { fold } from '@initialsdb/contracts';
import { type Database, openDatabase, postListing } from '@initialsdb/database';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { Backups, type BackupSettings, settingsOf } from '../src/index.js';

export interface BackedUp {
  readonly test: TestDatabase;
  readonly owner: Database;
  readonly admin: Database;
  readonly folder: string;
  readonly settings: BackupSettings;
  readonly logged: string[];
  /** Another process's worth of backups of the same database. */
  backups(changes?: Partial<BackupSettings>): Backups;
  post(body: string): Promise<void>;
  /** An executable script that stands for pg_dump (or pg_restore) in a folder of its own; gives pg_dump's path there. */
  wrapped(scripts: { pg_dump?: string; pg_restore?: string }): string;
  close(): Promise<void>;
}

/** A migrated database with `listings` varied listings, and a folder for its backups. */
export async function startBackedUp(listings = 300): Promise<BackedUp> {
  const test = await startTestDatabase();
  const owner = openDatabase(test.settings.owner);
  const admin = openDatabase(test.settings.admin);
  const home = mkdtempSync(join(tmpdir(), 'initialsdb-backups-'));
  const folder = join(home, 'backups');
  const { host, port, password } = test.settings.admin;
  const settings = settingsOf(
    { host, port, name: test.name, adminPassword: password, backupPassword: test.settings.backup.password },
    { folder, keep: { daily: 7, weekly: 4, monthly: 6 }, maxAgeHours: 26 },
  );
  const logged: string[] = [];
  const log = { info: (text: string) => void logged.push(text), error: (text: string) => void logged.push(text) };
  if (listings > 0) {
    await owner.sql.query(
      `INSERT INTO listings (body, search) SELECT t, t FROM (SELECT 'listing ' || n || ' ' || md5(n::text) AS t FROM generate_series(1, $1) n) x`,
      [listings],
    );
  }
  return {
    test,
    owner,
    admin,
    folder,
    settings,
    logged,
    backups: (changes = {}) => new Backups(admin.sql, { ...settings, ...changes }, log),
    async post(body) {
      await postListing(owner.sql, { body, search: fold(body), poster: null, deleteTokenHash: randomBytes(32) });
    },
    wrapped(scripts) {
      const bin = mkdtempSync(join(home, 'bin-'));
      for (const name of ['pg_dump', 'pg_restore'] as const) {
        const path = join(bin, name);
        writeFileSync(path, `#!/bin/sh\n${scripts[name] ?? ''}\nexec /usr/bin/${name} "$@"\n`);
        chmodSync(path, 0o755);
      }
      return join(bin, 'pg_dump');
    },
    async close() {
      await admin.close();
      await owner.close();
      await test.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
