import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BackedUp } from './backed-up.js';

const root = resolve(import.meta.dirname, '../../..');
/** To be preloaded by NODE_OPTIONS. */
export const stallOption = `--import=${join(root, 'libs/backups/test/stall.mjs')}`;

const groups: number[] = [];

export interface Asked {
  /** `backup`, `backup-verify`, `restore`. */
  tool: string;
  args?: string[];
  env?: Record<string, string>;
  /** A program and its arguments that run the command. */
  within?: string[];
}

/** A command of `make` as a process of its own, at a test's database. */
export function startCommand(up: BackedUp, { tool, args = [], env = {}, within = [] }: Asked): ChildProcess {
  const path = join(root, `dist/tools/${tool}.js`);
  if (!existsSync(path)) throw new Error('The commands are not built: run `make build` first.');
  const { admin, dump } = up.settings;
  const [program = '', ...rest] = [...within, process.execPath, path, ...args];
  const child = spawn(program, rest, {
    cwd: join(up.folder, '..'),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      DB_HOST: admin.host,
      DB_PORT: String(admin.port),
      DB_NAME: admin.name,
      DB_OWNER_PASSWORD: up.test.settings.owner.password,
      DB_ADMIN_PASSWORD: admin.password,
      DB_BACKUP_PASSWORD: dump.password,
      BACKUP_DIR: up.folder,
      ...env,
    },
  });
  groups.push(child.pid ?? 0);
  return child;
}

/** Its exit code, and all that it wrote. */
export async function ended(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  child.stdout?.on('data', (text) => (output += text));
  child.stderr?.on('data', (text) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** Ends what commands and what they started left running; call it in `afterEach`. */
export function endCommands(): void {
  for (const group of groups.splice(0)) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  }
}
