import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';

/** Long enough for the timer of this process to be right about it, short enough that pauses don't look like lost frames. */
const RUN_MS = 2;

/**
 * Does `work` while the browser's renderer processes run for 1/`factor` of the time only: page, workers and compiler alike, as on a
 * slower machine. Chromium's own CPU throttling (Emulation.setCPUThrottlingRate) is refused for workers and slows down the page's
 * thread alone. Signals stop and continue the processes, which needs no rights and works on Linux and macOS.
 */
export async function slowedDown<T>(browser: Browser, factor: number, work: () => Promise<T>): Promise<T> {
  const pids = await rendererPids(browser);
  const isOver = new AbortController();
  const throttle = alternate(pids, factor, isOver.signal);
  try {
    return await work();
  } finally {
    isOver.abort();
    await throttle;
  }
}

async function alternate(pids: readonly number[], factor: number, signal: AbortSignal): Promise<void> {
  let owedMs = 0;
  while (!signal.aborted) {
    const startedAt = performance.now();
    await sleep(RUN_MS);
    const stoppedAt = performance.now();
    send(pids, 'SIGSTOP');
    // Timers are late, and know whole milliseconds only: what was too much or too little is made good in the next pause.
    owedMs += (factor - 1) * (stoppedAt - startedAt);
    await sleep(Math.max(0, owedMs));
    send(pids, 'SIGCONT');
    owedMs -= performance.now() - stoppedAt;
  }
}

async function rendererPids(browser: Browser): Promise<number[]> {
  const devTools = await browser.newBrowserCDPSession();
  const { processInfo } = await devTools.send('SystemInfo.getProcessInfo');
  await devTools.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** A spare renderer may have ended meanwhile. */
function send(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      continue;
    }
  }
}
