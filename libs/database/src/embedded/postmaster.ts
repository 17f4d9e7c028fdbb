import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Postmaster {
  readonly pid: number;
  /** TCP port on 127.0.0.1. */
  readonly port: number;
}

/** What the cluster's postmaster.pid says, whether or not that process still lives. Lines 1 and 4, see src/include/utils/pidfile.h. */
export function readPostmasterFile(clusterDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) } : undefined;
  } catch {
    return undefined;
  }
}

/** The server that runs on this cluster now, if any. */
export function runningPostmaster(clusterDir: string): Postmaster | undefined {
  const postmaster = readPostmasterFile(clusterDir);
  return postmaster && isPostgres(postmaster.pid) ? postmaster : undefined;
}

/**
 * Takes away a postmaster.pid whose number now belongs to some other program (after a reboot), which the server would otherwise
 * take for its own predecessor. One whose process is gone stays: the server then checks itself that no backend is left over.
 */
export function forgetForeignPid(clusterDir: string): void {
  const postmaster = readPostmasterFile(clusterDir);
  if (postmaster && commandOf(postmaster.pid) !== undefined && !isPostgres(postmaster.pid)) {
    rmSync(join(clusterDir, 'postmaster.pid'));
  }
}

/** A TCP port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function isPostgres(pid: number): boolean {
  return commandOf(pid)?.includes('postgres') ?? false;
}

/** The program that a process runs, or undefined where there is no such process (a zombie counts as none). */
function commandOf(pid: number): string | undefined {
  try {
    // Linux without the `ps` program is common (slim images); macOS has no /proc.
    if (process.platform === 'linux') {
      const [, command, state] = /^\d+ \((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return state === 'Z' ? undefined : command;
    }
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
