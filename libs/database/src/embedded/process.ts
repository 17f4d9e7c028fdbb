import { spawn } from 'node:child_process';
import type { SystemUser } from './system-user.js';

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs one of the server's programs to its end, as `user` where given. Settings of the caller's environment that libpq and the
 * server read (PGDATA, PGPORT, LC_ALL…) are kept away from it. It runs in `/`, because the caller's working directory may be one
 * that `user` cannot enter.
 */
export function run(program: string, args: readonly string[], user?: SystemUser): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: '/',
      // A session of its own: Ctrl-C at the terminal must not cut off initdb or the wait for the server half-way.
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    // 'exit', not 'close': the server that pg_ctl leaves behind must not keep its caller waiting.
    child.on('exit', (code) => resolve({ code, output: output.trim() }));
  });
}
