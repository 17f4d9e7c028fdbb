import { Worker } from 'node:worker_threads';

const script = `
  const { hash } = require('node:crypto');
  const { parentPort, workerData } = require('node:worker_threads');
  const message = Buffer.alloc(116);
  const count = (forMs) => {
    const startedAt = performance.now();
    let hashes = 0;
    for (; performance.now() - startedAt < forMs; hashes += 1000) {
      for (let i = 0; i < 1000; i++) hash('sha256', message, 'binary');
    }
    return (1000 * hashes) / (performance.now() - startedAt);
  };
  count(workerData / 2);
  parentPort.postMessage(count(workerData));`;

/**
 * Hashes per second that so many threads of Node compute together in `forMs` milliseconds. Says what the machine itself has to give
 * to so many threads at that moment, without any browser.
 */
export async function nodeThreads(threads: number, forMs: number): Promise<number> {
  const one = () =>
    new Promise<number>((resolve, reject) => {
      new Worker(script, { eval: true, workerData: forMs }).once('message', resolve).once('error', reject);
    });
  const rates = await Promise.all(Array.from({ length: threads }, one));
  return rates.reduce((sum, rate) => sum + rate, 0);
}
