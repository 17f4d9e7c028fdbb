import { execFile } from 'node:child_process';

/** How a program ended: its exit code (null: a signal) and all that it said. */
export interface Outcome {
  status: number | null;
  output: string;
}

interface Options {
  cwd?: string;
  env?: Record<string, string>;
  input?: string | Buffer;
}

/** Runs a program to its end, whatever that is. */
export function attempt(command: string[], { cwd, env, input }: Options = {}): Promise<Outcome> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ status, output: `${stdout}${stderr}` });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

/** Runs a program that must succeed, and answers what it said, trimmed. */
export async function run(command: string[], options: Options = {}): Promise<string> {
  const { status, output } = await attempt(command, options);
  if (status !== 0) throw new Error(`${command.join(' ')}: exit ${status}\n${output}`);
  return output.trim();
}

export const docker = (...args: string[]) => run(['docker', ...args]);

/** Asks until `isDone` holds or `seconds` are over; answers the last answer. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
  seconds: number,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (isDone(answer) || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
