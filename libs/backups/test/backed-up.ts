import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { fold } from '@initialsdb/contracts';
import { type Database, openDatabase, postListing } from '@initialsdb/database';
import { asSuperuser, startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { Backups, type BackupSettings, findPrograms, type Programs, settingsOf } from '../src/index.js';
import { scratchPlace } from '../src/scratch.js';

export interface BackedUp {
  readonly test: TestDatabase;
  readonly owner: Database;
  readonly admin: Database;
  readonly folder: string;
  readonly settings: BackupSettings;
  readonly logged: string[];
  /** PostgreSQL's own, as the product finds them. */
  readonly programs: Programs;
  /** Another process's worth of backups of the same database. */
  backups(changes?: Partial<BackupSettings>): Backups;
  post(body: string): Promise<void>;
  /** Names of databases that verifications of this one are restoring into, or left behind. */
  scratchDatabases(): Promise<string[]>;
  /** Scripts in a folder of their own that go on as the programs they stand for, which is `"$real" "$@"`; gives pg_dump's path there. */
  wrapped(scripts: { pg_dump?: string; pg_restore?: string }): string;
  close(): Promise<void>;
}

/** What a script does when a dump is asked for; asked for its version, it answers. */
export const onDump = (script: string) => `case "$*" in *--version*) ;; *) ${script} ;; esac`;

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
  const [server] = await owner.sql.query<{ major: number }>(
    `SELECT current_setting('server_version_num')::integer / 10000 AS major`,
  );
  const programs = await findPrograms(server?.major ?? 0);
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
    programs,
    backups: (changes = {}) => new Backups(admin.sql, { ...settings, ...changes }, log),
    async post(body) {
      await postListing(owner.sql, { body, search: fold(body), poster: null, deleteTokenHash: randomBytes(32) });
    },
    async scratchDatabases() {
      const { rows } = await asSuperuser((client) =>
        client.query<{ name: string }>('SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)', [
          scratchPlace(settings).prefix,
        ]),
      );
      return rows.map(({ name: scratch }) => scratch);
    },
    wrapped(scripts) {
      const bin = mkdtempSync(join(home, 'bin-'));
      for (const name of ['pg_dump', 'pg_restore'] as const) {
        const path = join(bin, name);
        const real = programs[name === 'pg_dump' ? 'dump' : 'restore'];
        writeFileSync(path, `#!/bin/sh\nreal='${real}'\n${scripts[name] ?? ''}\nexec "$real" "$@"\n`);
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
