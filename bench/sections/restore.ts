import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { restoreCommands } from '@initialsdb/contracts/admin';
import { roles, type Sql } from '@initialsdb/database';
import { type Digests, digestsOf, type Place, typeCommands, withOtherCluster } from '@initialsdb/testing/restored';
import type { DatabaseTarget } from '../../tools/database/target.js';
import { report } from '../../tools/terminal/terminal.js';
import type { Bench } from '../lib/bench.js';
import { withOwner } from '../lib/seeded-database.js';
import type { Row } from '../lib/report.js';

const section = 'restore';
/** What a run writes about itself: only rows from before it can be the same in what it dumps. */
const written = ['backups', 'audit_events'];

/**
 * A backup by `make backup`, restored into another cluster by the commands that the console shows for it; then each table's rows are
 * counted and hashed on both sides.
 */
export async function restoreBench(bench: Bench): Promise<Row[]> {
  const target = await bench.database();
  const { host, port, name, ownerPassword } = target;
  const owner: Place = { host, port, name, user: roles.owner, password: ownerPassword };
  const folder = join(bench.dataDir, 'restore');
  mkdirSync(folder, { recursive: true });
  try {
    const upTo = await withOwner(target, ({ sql }) => newestIds(sql));
    const wanted = await digestsOf(owner, upTo);
    const taken = timed(() => backUp(target, folder));
    report('bench', `restoring ${taken.result.file}`);
    const { seconds, found } = await withOtherCluster(resolve(bench.dataDir), async (other) => {
      const into = 'restored';
      const { postgres } = restoreCommands(taken.result, resolve(folder), into);
      const restored = timed(() => typeCommands(postgres, other));
      return { seconds: restored.seconds, found: await digestsOf({ ...other, name: into }, upTo) };
    });
    return [
      {
        section,
        name: 'restoring a backup into another cluster, its hash checked',
        value: seconds,
        unit: 's',
        reference: { name: 'taking it by make backup', value: taken.seconds },
      },
      differences(wanted, found),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function differences(wanted: Digests, found: Digests): Row {
  const tables = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  const differing = tables.filter((table) => wanted[table]?.digest !== found[table]?.digest);
  const rows = Object.values(wanted).reduce((sum, table) => sum + table.rows, 0);
  for (const table of differing) {
    report('bench', `${table}: ${JSON.stringify(wanted[table])} became ${JSON.stringify(found[table])}`);
  }
  return {
    section,
    name: `tables that differ then, of ${tables.length} with ${rows.toLocaleString('en')} rows`,
    value: differing.length,
    unit: '',
    gate: { limit: 0, atMost: true },
    details: Object.fromEntries(tables.map((table) => [table, found[table]?.rows ?? 0])),
  };
}

async function newestIds(sql: Sql): Promise<Record<string, number>> {
  const ids: Record<string, number> = {};
  for (const table of written) {
    const [row] = await sql.query<{ id: number }>(`SELECT coalesce(max(id), 0)::bigint AS id FROM ${table}`);
    ids[table] = Number(row?.id);
  }
  return ids;
}

function backUp({ host, port, name, passwords }: DatabaseTarget, folder: string): { file: string; sha256: string } {
  const printed = execFileSync(process.execPath, [resolve(import.meta.dirname, '../tools/backup.js')], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      DB_HOST: host,
      DB_PORT: String(port),
      DB_NAME: name,
      DB_ADMIN_PASSWORD: passwords.admin,
      DB_BACKUP_PASSWORD: passwords.backup,
      BACKUP_DIR: folder,
    },
  });
  const [, path = '', sha256 = ''] = /^file +(\S+)\nsha256 +([0-9a-f]{64})$/m.exec(printed) ?? [];
  return { file: basename(path), sha256 };
}

function timed<T>(work: () => T): { result: T; seconds: number } {
  const startedAt = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - startedAt) / 1000 };
}
