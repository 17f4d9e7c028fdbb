import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppLog } from './app-log.js';
import { nodeFlags } from './node-flags.js';
import { complain, report, CommandError } from '../terminal/terminal.js';

export interface AppOptions {
  /** As on the terminal: `board`. */
  name: string;
  /** Absolute path of its built main.js. */
  script: string;
  /** All that it gets to see; asked for again at each start. */
  environment: () => NodeJS.ProcessEnv;
  workingDir: string;
  /** Answers 200 once it can serve. */
  readyUrl: string;
  log: AppLog;
  onSpawn: (pid: number) => void;
  onExit: (pid: number) => void;
}

const readyTimeoutMs = 30_000;
const stopTimeoutMs = 10_000;
/** How long it must have run for a further end of it to count as the first. */
const steadyMs = 60_000;
const longestPauseMs = 30_000;
/** What a process said at its very end may arrive after the news of its end. */
const lastWordsMs = 200;

/**
 * One of the product's servers as a child process: in a process group of its own, so that Ctrl-C at the terminal reaches the
 * launcher alone, and on a channel whose end tells it that the launcher is gone.
 */
export class App {
  private child: ChildProcess | undefined;
  private exited: Promise<unknown> = Promise.resolve();
  private readonly stopping = new AbortController();
  private pauseMs = 0;

  constructor(private readonly options: AppOptions) {}

  /**
   * Starts it, waits until it serves, and from then on starts it again whenever it ends.
   * @throws CommandError it ended, or didn't serve within 30 s
   */
  async start(): Promise<void> {
    await this.serve();
    void this.keepRunning();
  }

  /** Ends it with what it is answering answered; by force after 10 s, or at once. */
  async stop(force = false): Promise<void> {
    this.stopping.abort();
    if (!this.child) return;
    signalGroup(this.child, force ? 'SIGKILL' : 'SIGTERM');
    const inTime = await Promise.race([this.exited.then(() => true), sleep(stopTimeoutMs, false, { ref: false })]);
    if (inTime) return;
    report(this.options.name, `did not stop within ${stopTimeoutMs / 1000} s; ended by force`);
    signalGroup(this.child, 'SIGKILL');
    await this.exited;
  }

  /** Ends it, to be started again with what its environment is now. */
  restart(): void {
    if (this.child) signalGroup(this.child, 'SIGTERM');
  }

  private async serve(): Promise<void> {
    const child = this.spawn();
    const ended = new AbortController();
    void this.exited.then(() => ended.abort());
    const signal = AbortSignal.any([ended.signal, this.stopping.signal, AbortSignal.timeout(readyTimeoutMs)]);
    while (!signal.aborted) {
      if (await answers(this.options.readyUrl, signal)) return;
      await sleep(100, undefined, { signal }).catch(() => undefined);
    }
    if (this.stopping.signal.aborted) return;
    const how = ended.signal.aborted
      ? `ended while starting (${howItEnded(child)})`
      : `was not ready after ${readyTimeoutMs / 1000} s`;
    signalGroup(child, 'SIGKILL');
    throw new CommandError(`The ${this.options.name} ${how}. What it said is above and in ${this.options.log.path}.`);
  }

  private spawn(): ChildProcess {
    const { script, environment, workingDir, log, onSpawn, onExit } = this.options;
    const child = spawn(process.execPath, [...nodeFlags, script], {
      cwd: workingDir,
      env: environment(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    this.exited = once(child, 'exit')
      .then(() => Promise.race([once(child, 'close'), sleep(lastWordsMs)]))
      .catch(() => undefined);
    log.follow(child.stdout!, child.stderr!);
    const { pid } = child;
    if (pid !== undefined) {
      onSpawn(pid);
      void this.exited.then(() => onExit(pid));
    }
    return child;
  }

  private async keepRunning(): Promise<void> {
    const { name } = this.options;
    const { signal } = this.stopping;
    for (;;) {
      const startedAt = Date.now();
      await this.exited;
      if (signal.aborted) return;
      this.pauseMs = Date.now() - startedAt > steadyMs ? 0 : Math.min(Math.max(this.pauseMs * 2, 500), longestPauseMs);
      const again = this.pauseMs > 0 ? `in ${this.pauseMs / 1000} s` : 'at once';
      report(name, `ended (${howItEnded(this.child)}); starting it again ${again}`);
      await sleep(this.pauseMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await this.serve();
        report(name, 'serves again');
      } catch (error) {
        complain(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { ok, body } = await fetch(url, { signal });
    await body?.cancel();
    return ok;
  } catch {
    return false;
  }
}

function howItEnded(child: ChildProcess | undefined): string {
  return child?.signalCode ? `by ${child.signalCode}` : `exit code ${child?.exitCode ?? 'unknown'}`;
}

/** The group holds what the app may have started itself, pg_dump for one; SIGTERM is for the app to pass on as it sees fit. */
function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
