import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '../connection/database.js';
import { EmbeddedPostgres, prepareDatabase, type SuperuserSettings } from '../embedded/index.js';
import { migrate } from '../migrations/migrate.js';
import { roles, type RoleName } from '../roles.js';
import { countListings, foldListingChanges, PostBatches } from './index.js';

const name = 'initialsdb';
const password = 'a password';
const tokenHash = createHash('sha256').update('token').digest();

let dir: string;
let server: EmbeddedPostgres;
let superuser: SuperuserSettings;
let open: Database[];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'durability-'));
  chmodSync(dir, 0o755);
  // As it is shipped: what is committed is on the disk.
  server = new EmbeddedPostgres({ clusterDir: join(dir, 'postgres') });
  superuser = await server.start();
  open = [];
  await prepareDatabase(superuser, { name, ownerPassword: password });
  await migrate(settingsOf('owner'), { public: password, admin: password, backup: password });
}, 60_000);

afterEach(async () => {
  await closeAll();
  await server.stop('immediate');
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

const settingsOf = (role: RoleName) => ({
  host: superuser.host,
  port: superuser.port,
  name,
  user: roles[role],
  password,
  applicationName: 'durability',
  poolMax: 4,
  connectionTimeoutMs: 2000,
  statementTimeoutMs: 5000,
});

function database(role: RoleName): Database {
  const opened = openDatabase(settingsOf(role));
  open.push(opened);
  return opened;
}

const closeAll = () => Promise.all(open.splice(0).map((each) => each.close()));

/** Does something again and again until the server is gone. */
async function untilGone(work: () => Promise<unknown>): Promise<void> {
  try {
    for (;;) await work();
  } catch {
    // Nobody was told that this one was done.
  }
}

describe('when PostgreSQL is killed while many post and moderate', () => {
  it('no acknowledged listing is lost, and the total is exact, time after time', async () => {
    const acknowledged: number[] = [];
    for (const afterMs of [150, 400, 800]) {
      const [board, admin] = [database('public').sql, database('admin').sql];
      const batches = new PostBatches(board);
      const posting = Array.from({ length: 16 }, () =>
        untilGone(async () => {
          const body = randomUUID();
          const outcome = await batches.post({ body, search: body, poster: null, deleteTokenHash: tokenHash });
          if (outcome.kind === 'created') acknowledged.push(outcome.listing.id);
        }),
      );
      const hide = 'UPDATE listings SET is_hidden = NOT is_hidden, version = version + 1 WHERE id = $1';
      const moderating = untilGone(() => admin.query(hide, [acknowledged.at(-1) ?? 0]));
      const folding = untilGone(() => foldListingChanges(board));
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      // Its other processes end without a word when it is gone.
      process.kill(server.status()!.pid, 'SIGKILL');
      await Promise.all([...posting, moderating, folding]);
      await closeAll();

      superuser = await server.start();
      const owner = database('owner').sql;
      const rows = await owner.query<{ id: number; is_hidden: boolean }>('SELECT id, is_hidden FROM listings');
      const ids = new Set(rows.map(({ id }) => id));
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
      const visible = rows.filter(({ is_hidden: isHidden }) => !isHidden).length;
      const after = database('public').sql;
      expect(await countListings(after)).toBe(visible);
      while ((await foldListingChanges(after)) > 0);
      expect(await countListings(after)).toBe(visible);
    }
  }, 120_000);
});
