import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backup } from '@initialsdb/contracts/admin';
import { generatePassword, putUser, roles } from '@initialsdb/database';
import type { DatabaseTarget } from '../../tools/database/target.js';
import type { Bench } from '../lib/bench.js';
import { withOwner } from '../lib/database.js';
import type { ServerProcess } from '../lib/process.js';
import type { Row } from '../lib/report.js';
import { median } from '../lib/statistics.js';
import { signIn } from './admin.js';

const section = 'backups';
const username = 'bench';
const watchMs = 50;
const rounds = 3;

/** A backup by the console's button against bare pg_dump of the same database: its time, with the read-back, and the console's memory. */
export async function backupsBench(bench: Bench): Promise<Row[]> {
  const target = await bench.database();
  const password = generatePassword();
  await withOwner(target, ({ sql }) => putUser(sql, { username, role: 'admin', password }));
  const server = await bench.admin(target);
  const cookie = await signIn(server.url, password);
  const bare: number[] = [];
  const whole: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(bareDump(target, join(bench.dataDir, 'bare')));
    const { seconds, megabytes } = await backUp(server, cookie);
    whole.push(seconds);
    memory.push(megabytes);
  }
  return [
    {
      section,
      name: 'a backup: dump, counts, read-back, SHA-256',
      value: median(whole),
      unit: 's',
      reference: { name: 'bare pg_dump -Fc', value: median(bare) },
      gate: { limit: 1.3, atMost: true },
    },
    {
      section,
      name: 'memory that the console takes more at its highest',
      value: Math.max(...memory),
      unit: 'MB',
      gate: { limit: 60, atMost: true },
    },
  ];
}

/** Seconds of pg_dump by itself, compressed as a backup is. */
function bareDump({ host, port, name, passwords }: DatabaseTarget, folder: string): number {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'bare.dump');
  const env = { PATH: process.env.PATH, PGHOST: host, PGPORT: String(port), PGPASSWORD: passwords.backup };
  const startedAt = performance.now();
  execFileSync(pgDump(), ['-Fc', '-Z6', `--username=${roles.backup}`, `--file=${file}`, name], { env });
  const seconds = (performance.now() - startedAt) / 1000;
  rmSync(folder, { recursive: true });
  return seconds;
}

function pgDump(): string {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'pg_dump'))
    .find(existsSync);
  if (!found) throw new Error('The bench of backups needs pg_dump 15 or newer in PATH.');
  return found;
}

async function backUp(server: ServerProcess, cookie: string): Promise<{ seconds: number; megabytes: number }> {
  const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
  const before = server.residentBytes();
  let highest = before;
  let backup = await ask(`${server.url}/api/backups`, { method: 'POST', headers, body: '{}' });
  while (backup.state === 'running') {
    await sleep(watchMs);
    highest = Math.max(highest, server.residentBytes());
    backup = await ask(`${server.url}/api/backups/${backup.id}`, { headers });
  }
  if (backup.state !== 'succeeded' || backup.finishedAt === null) throw new Error(`The backup failed: ${backup.error}`);
  const seconds = (Date.parse(backup.finishedAt) - Date.parse(backup.startedAt)) / 1000;
  await fetch(`${server.url}/api/backups/${backup.id}`, { method: 'DELETE', headers: { cookie, origin: server.url } });
  return { seconds, megabytes: (highest - before) / 1e6 };
}

async function ask(url: string, options: RequestInit): Promise<Backup> {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return ((await answer.json()) as { backup: Backup }).backup;
}
