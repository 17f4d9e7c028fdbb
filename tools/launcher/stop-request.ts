import { readFileSync } from 'node:fs';
import { report } from '../terminal/terminal.js';

const watchParentMs = 1000;
/** One request may come twice, from the terminal's group and passed on by `make`. */
const echoMs = 300;

/** The wish to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of the `make` that started us. */
export class StopRequest {
  private readonly gentle = new AbortController();
  private readonly hard = new AbortController();
  /** Aborted at the first request. */
  readonly signal = this.gentle.signal;
  /** Aborted at the second: whoever asks twice doesn't want to wait. */
  readonly force = this.hard.signal;

  private askedAt = 0;

  constructor() {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => this.ask(name));
    if (process.env['MAKELEVEL'] !== undefined) this.watchMake(process.ppid);
  }

  /** Resolves when it is time to stop. */
  async wait(): Promise<void> {
    if (this.signal.aborted) return;
    await new Promise((resolve) => this.signal.addEventListener('abort', resolve, { once: true }));
  }

  private ask(name?: NodeJS.Signals): void {
    if (!this.signal.aborted) {
      this.askedAt = Date.now();
      process.stdout.write('\n');
      report('stop', 'the apps, then the database (Ctrl-C again: at once)');
      this.gentle.abort();
    } else if (name === 'SIGINT' && Date.now() - this.askedAt > echoMs) {
      this.hard.abort();
    }
  }

  /**
   * A `make` that is killed takes nobody with it, and one that alone gets SIGINT waits for its recipe without passing it on
   * (GNU make passes on SIGTERM only). Either way it no longer wants us.
   */
  private watchMake(make: number): void {
    // In the background of a script it never catches it: there SIGINT is ignored from the start.
    const couldGiveUp = catchesInterrupt(make);
    const timer = setInterval(() => {
      if (process.ppid === make && !(couldGiveUp && !catchesInterrupt(make))) return;
      clearInterval(timer);
      if (!this.signal.aborted) this.ask();
    }, watchParentMs);
    timer.unref();
  }
}

/**
 * Whether the process is a `make` that would act on SIGINT: it catches it until it has got one, and then waits for its recipe's end
 * with the default handling restored. Linux only; elsewhere false.
 */
function catchesInterrupt(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
    return /^Name:\s*make$/m.test(status) && (Number.parseInt(caught.slice(-2), 16) & 2) !== 0;
  } catch {
    return false;
  }
}
