import { randomBytes } from 'node:crypto';
import { formatSolution } from '@initialsdb/proof-of-work';
import { MemoryUsedTokenStore, ProofOfWork } from '@initialsdb/proof-of-work/verifier';
import type { Row } from '../lib/report.js';
import { median } from '../lib/statistics.js';

const section = 'proof of work: server';
const TTL_MS = 600_000;
const TOKENS = 20_000;
const ROUNDS = 5;
const binding = {
  client: '203.0.113.77',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
};

/** What checking a proof costs the server, in microseconds, and what remembering it costs, in bytes. */
export function verifierBench(): Row[] {
  const rounds = Array.from({ length: ROUNDS + 1 }, measure).slice(1);
  const row = (name: string, pick: (times: ReturnType<typeof measure>) => number, limit: number): Row => ({
    section,
    name,
    value: median(rounds.map(pick)),
    unit: 'µs',
    gate: { limit, atMost: true },
  });
  return [
    row('verify 8 puzzles and mark the token used', ({ verify }) => verify, 15),
    row('refuse a forged token', ({ forged }) => forged, 5),
    row('refuse a malformed header', ({ malformed }) => malformed, 5),
    {
      section,
      name: 'used-token store, per live token when full',
      value: storeBytes(),
      unit: 'B',
      gate: { limit: 24, atMost: true },
    },
  ];
}

/** Difficulty 3 asks for no zero bits, so any nonces solve it, and each of the 8 puzzles is hashed all the same. */
function measure() {
  const pow = new ProofOfWork({ difficulty: 3, maxDifficulty: 3, ttlMs: TTL_MS });
  const nonces = Array.from({ length: 8 }, (_, i) => ({ hi: i, lo: i }));
  const headersOf = (issuer: ProofOfWork): string[] =>
    Array.from({ length: TOKENS }, () => flat(formatSolution(issuer.issue(binding).token, nonces)));
  const headers = headersOf(pow);
  const foreign = new ProofOfWork({ difficulty: 3, maxDifficulty: 3, ttlMs: TTL_MS });
  const forged = headersOf(foreign);
  const malformed = headers.map((header) => flat(`${header}=`));
  const timed = (all: string[], code: string): number => {
    const startedAt = process.threadCpuUsage();
    for (const header of all) {
      const verdict = pow.verify(header, binding);
      if ((verdict.ok ? 'ok' : verdict.code) !== code) throw new Error('The bench measured something else.');
    }
    // Of this thread's processor time: others on the machine make it later, not dearer.
    return process.threadCpuUsage(startedAt).user / all.length;
  };
  return {
    verify: timed(headers, 'ok'),
    forged: timed(forged, 'POW_INVALID'),
    malformed: timed(malformed, 'POW_INVALID'),
  };
}

/** A string in one piece, as it comes from the HTTP parser; put together from parts, its first reader would pay for joining them. */
function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

function storeBytes(): number {
  const store = new MemoryUsedTokenStore(TTL_MS);
  let live = 0;
  while (store.use(randomBytes(44), TTL_MS - 1, 0) === 'first') live++;
  return store.memoryBytes / live;
}
