import { KERNELS } from './kernels/kernels.js';
import type { Kernel, KernelName } from './kernels/kernel.js';

/** Time in which the kernels of one kind are compared, in milliseconds. */
const CALIBRATION_MS = 20;
/** Interpreted code is slower than this, compiled code faster even on an old phone. */
const COMPILED_HASHES_PER_MS = 1000;
/** Kinds of kernels. One is tried only where no kernel of those before it turns out to be compiled. */
const KINDS: readonly (readonly KernelName[])[] = [['simd', 'wasm'], ['javascript'], ['subtle']];
/** How long one call should take: a worker must hear the page often. */
const CALL_MS = 2;
/** Shorter times are not measured: a browser's clock may be as coarse as a millisecond. */
const WINDOW_MS = 2;
const FIRST_CALL_HASHES = 640;
/** On crypto.subtle, the others are tried again after as long: on a busy machine their optimised code may have come late. */
const RETRY_AFTER_MS = 500;

interface Rung {
  kernel: Kernel;
  elapsedMs: number;
  /** In its fastest WINDOW_MS: the first calls run before the browser has optimised the code. */
  hashesPerMs: number;
  window: { hashes: number; elapsedMs: number };
}

/**
 * Chooses among the kernels that this browser can run, by trying them on the real work: no hash of the calibration is wasted.
 * WebAssembly with and without SIMD share 20 ms; pure JS and then crypto.subtle are tried only where nothing before them is compiled.
 */
export class KernelLadder {
  private rungs: Rung[];
  private chosen: Rung | undefined;

  constructor(kernels: readonly (() => Kernel)[] = KERNELS) {
    this.rungs = kernels.flatMap((make) => {
      try {
        return [{ kernel: make(), elapsedMs: 0, hashesPerMs: 0, window: { hashes: 0, elapsedMs: 0 } }];
      } catch {
        return []; // This browser cannot run it: the next rung will do.
      }
    });
    if (this.rungs.length === 0) throw new Error('This browser offers no way to compute SHA-256.');
  }

  /** The kernel to use for the next call. */
  get kernel(): Kernel {
    return this.rung.kernel;
  }

  /** How many hashes to ask the kernel for in its next call. */
  get hashesPerCall(): number {
    const { kernel, hashesPerMs } = this.rung;
    return Math.min(kernel.hashesPerCall, Math.max(FIRST_CALL_HASHES, hashesPerMs * CALL_MS));
  }

  get hashesPerSecond(): number {
    return 1000 * this.rung.hashesPerMs;
  }

  /** Takes note of what the present kernel's last call achieved. */
  report(hashes: number, elapsedMs: number): void {
    const { rung } = this;
    rung.elapsedMs += elapsedMs;
    const { window } = rung;
    window.hashes += hashes;
    window.elapsedMs += elapsedMs;
    if (window.elapsedMs >= WINDOW_MS) {
      rung.hashesPerMs = Math.max(rung.hashesPerMs, window.hashes / window.elapsedMs);
      rung.window = { hashes: 0, elapsedMs: 0 };
    }
    this.chosen ??= this.choose();
    if (this.chosen?.kernel.name === 'subtle' && this.chosen.elapsedMs > RETRY_AFTER_MS) this.recalibrate();
  }

  /** Gives up the present kernel, which failed; throws where there is no other. */
  discard(): void {
    const { rung } = this;
    this.rungs = this.rungs.filter((other) => other !== rung);
    this.chosen = undefined;
    if (this.rungs.length === 0) throw new Error('No kernel computes SHA-256 correctly in this browser.');
  }

  private get rung(): Rung {
    return this.chosen ?? this.untried() ?? this.fastest();
  }

  private choose(): Rung | undefined {
    return this.untried() === undefined ? this.fastest() : undefined;
  }

  private recalibrate(): void {
    this.chosen = undefined;
    for (const rung of this.rungs) rung.elapsedMs = 0;
  }

  /** The next kernel that has not had its share of the calibration. */
  private untried(): Rung | undefined {
    for (const kind of KINDS) {
      const rungs = this.rungs.filter(({ kernel }) => kind.includes(kernel.name));
      const shareMs = CALIBRATION_MS / rungs.length;
      const next = rungs.find(({ elapsedMs, hashesPerMs }) => elapsedMs < shareMs || hashesPerMs === 0);
      if (next !== undefined || rungs.some(({ hashesPerMs }) => hashesPerMs > COMPILED_HASHES_PER_MS)) return next;
    }
    return undefined;
  }

  private fastest(): Rung {
    return this.rungs.reduce((best, rung) => (rung.hashesPerMs > best.hashesPerMs ? rung : best));
  }
}
