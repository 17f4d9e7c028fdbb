import { explain } from './explain.js';
import { complain } from './terminal.js';

/** Runs a command that does one thing and ends: exit code 0, or 1 with the reason. Ctrl-C and SIGTERM abort `signal`. */
export async function runCommand(work: (signal: AbortSignal) => Promise<void>): Promise<never> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  try {
    await work(stop.signal);
  } catch (error) {
    complain(explain(error));
    process.exit(1);
  }
  process.exit(stop.signal.aborted ? 130 : 0);
}
