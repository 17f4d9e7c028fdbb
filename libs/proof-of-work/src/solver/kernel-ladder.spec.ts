import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { KernelLadder } from './kernel-ladder.js';
import type { Kernel, KernelName } from './kernels/kernel.js';
import { javaScriptKernel, subtleKernel } from './kernels/kernels.js';

/** A kernel of a given speed on a clock of the test's own. */
function kernelOf(name: KernelName, hashesPerMs: number): Kernel & { hashesPerMs: number } {
  return {
    name,
    hashesPerMs,
    hashesPerCall: name === 'subtle' ? 64 : 20_000,
    begin: () => undefined,
    search: (hashes) => ({ hashes, outcome: 'unfinished' }),
  };
}

function calibrate(kernels: (Kernel & { hashesPerMs: number })[]) {
  const ladder = new KernelLadder(kernels.map((kernel) => () => kernel));
  const spentMs: Partial<Record<KernelName, number>> = {};
  for (let i = 0; i < 3000; i++) {
    const { name, hashesPerMs } = ladder.kernel as Kernel & { hashesPerMs: number };
    const hashes = ladder.hashesPerCall;
    const elapsedMs = hashes / hashesPerMs;
    spentMs[name] = (spentMs[name] ?? 0) + elapsedMs;
    ladder.report(hashes, elapsedMs);
  }
  return { chosen: ladder.kernel.name, spentMs, hashesPerSecond: ladder.hashesPerSecond };
}

describe('KernelLadder', () => {
  it('takes the faster WebAssembly, whichever it is, and compares for about 20 ms', () => {
    const { chosen, spentMs, hashesPerSecond } = calibrate([
      kernelOf('simd', 26_000),
      kernelOf('wasm', 8_000),
      kernelOf('javascript', 9_000),
      kernelOf('subtle', 300),
    ]);
    expect(chosen).toBe('simd');
    expect(hashesPerSecond).toBeCloseTo(26e6, -3);
    expect(spentMs.wasm).toBeLessThan(14);
    expect(spentMs.javascript).toBeUndefined();
    expect(spentMs.subtle).toBeUndefined();
    expect(calibrate([kernelOf('simd', 3000), kernelOf('wasm', 8000)]).chosen).toBe('wasm');
  });

  it('falls to pure JS where WebAssembly is only interpreted or missing', () => {
    const others = [kernelOf('javascript', 5000), kernelOf('subtle', 260)];
    expect(calibrate([kernelOf('simd', 100), kernelOf('wasm', 90), ...others]).chosen).toBe('javascript');
    const { chosen, spentMs } = calibrate(others);
    expect(chosen).toBe('javascript');
    expect(spentMs.subtle).toBeUndefined();
  });

  it('falls to crypto.subtle where nothing is compiled', () => {
    const slow = [kernelOf('simd', 100), kernelOf('wasm', 90), kernelOf('javascript', 50)];
    expect(calibrate([...slow, kernelOf('subtle', 260)]).chosen).toBe('subtle');
    expect(calibrate([...slow, kernelOf('subtle', 60)]).chosen).toBe('simd');
  });

  it('does without what the browser cannot run, and says when nothing is left', () => {
    const missing = (): Kernel => {
      throw new Error('no WebAssembly');
    };
    expect(new KernelLadder([missing, javaScriptKernel]).kernel.name).toBe('javascript');
    expect(() => new KernelLadder([missing])).toThrow('no way to compute SHA-256');
  });

  it('gives up kernels that fail', () => {
    const ladder = new KernelLadder([() => kernelOf('simd', 1), () => kernelOf('javascript', 1)]);
    ladder.discard();
    expect(ladder.kernel.name).toBe('javascript');
    expect(() => {
      ladder.discard();
    }).toThrow('No kernel');
  });

  it('comes to prefer real pure JavaScript to a real crypto.subtle loop', async () => {
    const ladder = new KernelLadder([javaScriptKernel, subtleKernel]);
    const puzzle = { token: randomBytes(44), puzzle: 0, bits: 32 };
    let begun: Kernel | undefined;
    const endsAt = performance.now() + 3000;
    for (let calls = 0; performance.now() < endsAt && !(calls > 200 && ladder.kernel.name === 'javascript'); calls++) {
      const { kernel } = ladder;
      if (kernel !== begun) kernel.begin(puzzle, 0);
      begun = kernel;
      const startedAt = performance.now();
      const { hashes } = await kernel.search(ladder.hashesPerCall);
      ladder.report(hashes, performance.now() - startedAt);
    }
    expect(ladder.kernel.name).toBe('javascript');
  });
});
