import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { BackupError } from './errors.js';
import type { Server } from './settings.js';

/** Time to end in order, which takes the server's session with it; then by force. */
const graceMs = 5000;
const faultsMax = 6;

export interface Running {
  signal: AbortSignal;
  /** Where it signs in; its password reaches the child's environment and nothing else. */
  server?: Server;
  /** Each line that it prints about its progress. */
  onLine?: (line: string) => void;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
}

/**
 * Runs one of PostgreSQL's programs to its end, and believes nothing but its exit code.
 *
 * @throws {BackupError} with its own words where it failed; the signal's reason where that was aborted
 */
export async function runProgram(program: string, args: string[], running: Running): Promise<void> {
  const { signal, onLine } = running;
  signal.throwIfAborted();
  const child = spawn(program, args, { env: environment(running), stdio: ['ignore', 'ignore', 'pipe'] });
  const faults: string[] = [];
  const lines = createInterface(child.stderr);
  lines.on('line', (line) => {
    onLine?.(line);
    if (/error:|fatal:|detail:|hint:|No space left/i.test(line) && faults.length < faultsMax) faults.push(said(line));
  });
  const stop = () => void end(child);
  signal.addEventListener('abort', stop);
  try {
    const [code, killedBy] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    signal.throwIfAborted();
    if (code === 0) return;
    const how = killedBy ? `was ended by ${killedBy}` : `failed (exit code ${code})`;
    throw new BackupError(`${basename(program)} ${how}${faults.length > 0 ? `: ${faults.join(' ')}` : '.'}`);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  clearTimeout(force);
  // PG_DUMP may name a script: what that one started would hold the pipe open, and with it the run.
  child.stderr?.destroy();
}

/** What the program needs to run, in English, and nothing of ours: secrets of other roles are in the process's own environment. */
function environment({ server, applicationName }: Running): NodeJS.ProcessEnv {
  const passedOn = /^(PATH|HOME|TMPDIR|SSL_CERT_FILE|SSL_CERT_DIR|PGSSL\w+)$/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name))),
    LC_ALL: 'C.UTF-8',
    ...(server && {
      PGHOST: server.host,
      PGPORT: String(server.port),
      PGUSER: server.user,
      PGPASSWORD: server.password,
      PGCONNECT_TIMEOUT: '10',
    }),
    ...(applicationName && { PGAPPNAME: applicationName }),
  };
}

/** A line without the program's name in front. */
function said(line: string): string {
  return line.replace(/^pg_(dump|restore): (error: )?/, '').trim();
}
