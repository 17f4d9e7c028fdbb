import { encodeBase64url } from '@initialsdb/proof-of-work';
import { ProofSolver } from '@initialsdb/proof-of-work/solver';
import type { ProofProgress } from '@initialsdb/proof-of-work/solver';
import type { PowBench, Rates, RatesRequest } from '../page-api.js';

let endless: Pick<PowBench, 'cancel'> | undefined;

const bench: PowBench = {
  rates: (request, workers) => Promise.all(Array.from({ length: workers }, () => ratesOfOne(request))),
  solve: async (bits, workers) => {
    const solver = newSolver(bits, workers);
    const frames = watchFrames();
    const startedAt = performance.now();
    await solver.submit(() => Promise.resolve());
    const tookMs = performance.now() - startedAt;
    const { kernel } = solver.progress;
    solver.dispose();
    return { tookMs, longestFrameMs: frames.stop(), kernel };
  },
  begin: (workers) =>
    new Promise((resolve) => {
      const solver = newSolver(32, workers, ({ hashesPerSecond }) => {
        if (hashesPerSecond > 0) resolve();
      });
      endless = solver;
      solver.submit(() => Promise.resolve()).catch(() => undefined);
    }),
  cancel: () => endless?.cancel(),
};

function newSolver(bits: number, workers: number, onProgress?: (progress: ProofProgress) => void): ProofSolver {
  const token = encodeBase64url(crypto.getRandomValues(new Uint8Array(44)));
  return new ProofSolver({
    fetchChallenge: () => Promise.resolve({ token, puzzles: 8, bits, expiresInMs: 600_000 }),
    page: { workers: () => workers, isHidden: () => false, isFrozen: () => false, onChange: () => () => undefined },
    ...(onProgress && { onProgress }),
  });
}

function ratesOfOne(request: RatesRequest): Promise<Rates> {
  const worker = new Worker(new URL('./rates.worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Rates>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message || 'The worker did not load.'));
    };
    worker.postMessage(request);
  });
}

function watchFrames() {
  let [last, longest, isOver] = [performance.now(), 0, false];
  const frame = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  return {
    stop: () => {
      isOver = true;
      return longest;
    },
  };
}

Object.assign(globalThis, { bench });
