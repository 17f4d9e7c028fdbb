import { Worker } from 'node:worker_threads';

/** Plain arithmetic that allocates nothing, in a thread that shares nothing. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  let x = 1;
  const count = (forMs) => {
    const startedAt = performance.now();
    let steps = 0;
    for (; performance.now() - startedAt < forMs; steps += 100_000) {
      for (let i = 0; i < 100_000; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
    }
    return (1000 * steps) / (performance.now() - startedAt);
  };
  count(workerData / 2);
  parentPort.postMessage(count(workerData));`;

/**
 * Steps of arithmetic per second that so many threads of Node do together in `forMs` milliseconds. Says what the machine itself has
 * to give to so many threads at that moment, without any browser.
 */
export async function nodeThreads(threads: number, forMs: number): Promise<number> {
  const one = () =>
    new Promise<number>((resolve, reject) => {
      new Worker(script, { eval: true, workerData: forMs }).once('message', resolve).once('error', reject);
    });
  const rates = await Promise.all(Array.from({ length: threads }, one));
  return rates.reduce((sum, rate) => sum + rate, 0);
}
