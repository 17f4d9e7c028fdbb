import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Program and arguments of a process; undefined where it is none, or has ended and is only waiting for its parent to notice. */
export function commandLineOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return outputOf('ps', '-o', 'args=', '-p', String(pid)).trim() || undefined;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** What a program prints; nothing where it is missing, fails or takes more than 5 s. */
export function outputOf(program: string, ...args: string[]): string {
  return spawnSync(program, args, { encoding: 'utf8', timeout: 5000 }).stdout ?? '';
}
