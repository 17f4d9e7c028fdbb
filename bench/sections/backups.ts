import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compressionLevel, findPrograms } from '@initialsdb/backups';
import type { Backup } from '@initialsdb/contracts/admin';
import { roles } from '@initialsdb/database';
import type { DatabaseTarget } from '../../tools/database/target.js';
import type { Bench } from '../lib/bench.js';
import { openConsole } from '../lib/console.js';
import type { ServerProcess } from '../lib/process.js';
import type { Row } from '../lib/report.js';
import { median } from '../lib/statistics.js';

const section = 'backups';
/** Looking costs processor time, which both sides need. */
const watchMs = 250;
const rounds = 3;

interface Dumped {
  seconds: number;
  bytes: number;
}

/**
 * A backup by the console's button against bare pg_dump of the same database: its time, with the read-back, and the console's memory.
 * A backup compresses less than pg_dump does by itself, so it is compared with both: what people run, and the same options.
 */
export async function backupsBench(bench: Bench): Promise<Row[]> {
  const target = await bench.database();
  const { dump: program } = await findPrograms(Number(bench.postgres.majorVersion));
  const { server, cookie } = await openConsole(bench, target);
  const folder = join(bench.dataDir, 'bare');
  const bare: Dumped[] = [];
  const alike: Dumped[] = [];
  const whole: (Dumped & { megabytes: number })[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(bareDump(program, [], target, folder));
    alike.push(bareDump(program, [`-Z${compressionLevel}`], target, folder));
    whole.push(await backUp(server, cookie));
  }
  const seconds = (of: readonly Dumped[]) => median(of.map((each) => each.seconds));
  const megabytes = (of: readonly Dumped[]) => median(of.map(({ bytes }) => bytes / 1e6));
  const name = `a backup: dump at gzip level ${compressionLevel}, counts, read-back, SHA-256`;
  const level = `bare pg_dump -Fc -Z${compressionLevel}`;
  return [
    {
      section,
      name,
      value: seconds(whole),
      unit: 's',
      reference: { name: 'bare pg_dump -Fc', value: seconds(bare) },
      gate: { limit: 1.3, atMost: true },
    },
    {
      section,
      name: 'the same',
      value: seconds(whole),
      unit: 's',
      reference: { name: level, value: seconds(alike) },
    },
    {
      section,
      name: 'its file',
      value: megabytes(whole),
      unit: 'MB',
      reference: { name: 'that of bare pg_dump -Fc', value: megabytes(bare) },
    },
    {
      section,
      name: 'memory that the console takes more at its highest',
      value: Math.max(...whole.map((each) => each.megabytes)),
      unit: 'MB',
      gate: { limit: 60, atMost: true },
    },
  ];
}

/** pg_dump by itself, run as the product's role. */
function bareDump(program: string, options: string[], target: DatabaseTarget, folder: string): Dumped {
  const { host, port, name, passwords } = target;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'bare.dump');
  const env = { PATH: process.env.PATH, PGHOST: host, PGPORT: String(port), PGPASSWORD: passwords.backup };
  const startedAt = performance.now();
  execFileSync(program, ['-Fc', ...options, `--username=${roles.backup}`, `--file=${file}`, name], { env });
  const seconds = (performance.now() - startedAt) / 1000;
  const bytes = statSync(file).size;
  rmSync(folder, { recursive: true });
  return { seconds, bytes };
}

async function backUp(server: ServerProcess, cookie: string): Promise<Dumped & { megabytes: number }> {
  const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
  const before = server.residentBytes();
  let highest = before;
  let backup = await ask(`${server.url}/api/backups`, { method: 'POST', headers, body: '{}' });
  while (backup.state === 'running') {
    await sleep(watchMs);
    highest = Math.max(highest, server.residentBytes());
    backup = await ask(`${server.url}/api/backups/${backup.id}`, { headers });
  }
  const { state, startedAt, finishedAt, sizeBytes, error } = backup;
  if (state !== 'succeeded' || finishedAt === null || sizeBytes === null)
    throw new Error(`The backup failed: ${error}`);
  const deletion = { method: 'DELETE', headers: { cookie, origin: server.url } };
  const { status } = await fetch(`${server.url}/api/backups/${backup.id}`, deletion);
  if (status !== 204) throw new Error(`The backup could not be deleted: status ${status}`);
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return { seconds, bytes: sizeBytes, megabytes: (highest - before) / 1e6 };
}

async function ask(url: string, options: RequestInit): Promise<Backup> {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return ((await answer.json()) as { backup: Backup }).backup;
}
