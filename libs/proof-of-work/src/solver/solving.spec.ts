import { describe, expect, it } from '@jest/globals';
import { ProofOfWork } from '../verifier/proof-of-work.js';
import { ProofSolver } from './proof-solver.js';
import type { ProofProgress } from './proof-progress.js';
import type { ProofSolverOptions } from './proof-solver.js';
import { InlineWorker, TestPage } from './testing.js';

const binding = { client: '192.0.2.1', userAgent: 'test' };

function setUp(difficulty: number, options: Partial<ProofSolverOptions> = {}) {
  const pow = new ProofOfWork({ difficulty, ttlMs: 100_000 });
  const workers: InlineWorker[] = [];
  const page = new TestPage();
  page.size = 3;
  const solver = new ProofSolver({
    fetchChallenge: () => Promise.resolve(pow.issue(binding)),
    createWorker: () => {
      workers.push(new InlineWorker());
      return workers.at(-1)!;
    },
    page,
    ...options,
  });
  return { pow, solver, workers };
}

describe('solver and verifier', () => {
  it.each([3, 4, 8, 14, 17])('agree at difficulty %i', async (difficulty) => {
    const { pow, solver } = setUp(difficulty);
    for (let i = 0; i < 3; i++) {
      const verdict = await solver.submit((header) => Promise.resolve(pow.verify(header, binding)));
      expect(verdict).toMatchObject({ ok: true, difficulty });
    }
    solver.dispose();
  });

  it('get a post through after a change of address, without anybody being asked', async () => {
    const pow = new ProofOfWork({ difficulty: 8, ttlMs: 100_000 });
    let client = '192.0.2.1';
    const { solver } = setUp(8, { fetchChallenge: () => Promise.resolve(pow.issue({ ...binding, client })) });
    const codes: string[] = [];
    solver.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    client = '198.51.100.1';
    await solver.submit(
      (header) => Promise.resolve(pow.verify(header, { ...binding, client })),
      (verdict) => {
        codes.push(verdict.ok ? 'ok' : verdict.code);
        return verdict.ok ? 'spent' : 'refused';
      },
    );
    expect(codes).toEqual(['POW_INVALID', 'ok']);
    solver.dispose();
  });

  it('end a proof that is far from done as soon as it is cancelled', async () => {
    let tell: (progress: ProofProgress) => void;
    const underWay = new Promise<ProofProgress>((resolve) => (tell = resolve));
    const { solver, workers } = setUp(32, {
      onProgress: (progress) => {
        if (progress.hashesPerSecond > 0) tell(progress);
      },
    });
    const posted = solver.submit(() => Promise.resolve('sent')).catch((reason: unknown) => reason);
    expect(await underWay).toMatchObject({ phase: 'solving', waiting: true, solved: 0, difficulty: 32 });
    const startedAt = performance.now();
    solver.cancel();
    expect(await posted).toMatchObject({ name: 'AbortError' });
    expect(performance.now() - startedAt).toBeLessThan(100);
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    solver.dispose();
  });
});
