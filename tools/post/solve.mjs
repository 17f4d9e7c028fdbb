// Solves a proof of work with nothing but Node: the protocol in its plainest form. libs/proof-of-work has the fast one.
import { hash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const PUZZLE_BYTES = 116;
const [PUZZLE, HI, LO] = [59, 60, 112];

/**
 * The value of the `Pow-Solution` header for a challenge `{token, puzzles, bits}`: TOKEN.NONCES.
 * `onProgress({solved, puzzles, difficulty})` is called at the start and after each puzzle; `difficulty` is log2 of the expected hashes.
 */
export async function solve({ token, puzzles, bits }, { threads = availableParallelism(), onProgress } = {}) {
  const nonces = Buffer.alloc(puzzles * 8);
  const difficulty = bits + Math.log2(puzzles);
  let [solved, next] = [0, 0];
  onProgress?.({ solved, puzzles, difficulty });
  // Each thread takes the next puzzle when it has solved one.
  const thread = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { token, bits } });
      const takeNext = () => {
        if (next < puzzles) worker.postMessage(next++);
        else worker.terminate().then(resolve, reject);
      };
      worker.on('error', reject);
      worker.on('message', ({ puzzle, hi, lo }) => {
        nonces.writeUInt32BE(hi, puzzle * 8);
        nonces.writeUInt32BE(lo, puzzle * 8 + 4);
        solved++;
        onProgress?.({ solved, puzzles, difficulty });
        takeNext();
      });
      takeNext();
    });
  await Promise.all(Array.from({ length: Math.max(1, Math.min(threads, puzzles)) }, thread));
  return `${token}.${nonces.toString('base64url')}`;
}

/** The first hi and lo with which the SHA-256 of a puzzle's 116 bytes begins with `bits` zero bits. */
function solvePuzzle(token, bits, puzzle) {
  const message = Buffer.alloc(PUZZLE_BYTES);
  message.set(Buffer.from(token, 'base64url'));
  message[PUZZLE] = puzzle;
  for (let hi = 0; ; hi++) {
    message.writeUInt32BE(hi, HI);
    for (let lo = 0; lo < 2 ** 32; lo++) {
      message.writeUInt32BE(lo, LO);
      const digest = hash('sha256', message, 'hex');
      if (Math.clz32(parseInt(digest.slice(0, 8), 16)) >= bits) return { puzzle, hi, lo };
    }
  }
}

if (!isMainThread) {
  const { token, bits } = workerData;
  parentPort.on('message', (puzzle) => parentPort.postMessage(solvePuzzle(token, bits, puzzle)));
}
