import { BatchKernel } from './batch-kernel.js';
import type { Search } from './batch-kernel.js';
import { search as searchInJavaScript } from './generated/javascript.js';
import { MODULE_BASE64 as SCALAR_MODULE } from './generated/scalar.js';
import { MODULE_BASE64 as SIMD_MODULE } from './generated/simd.js';
import type { Kernel } from './kernel.js';
import { LANES, WORDS } from './layout.js';
import { SubtleKernel } from './subtle-kernel.js';

/** 4 midstates at a time in 128-bit registers; throws where the browser has no WebAssembly SIMD. */
export function simdKernel(): Kernel {
  return webAssemblyKernel('simd', SIMD_MODULE, 4);
}

/** Throws where the browser, or the page's content security policy, has no WebAssembly. */
export function scalarKernel(): Kernel {
  return webAssemblyKernel('wasm', SCALAR_MODULE, 1);
}

export function javaScriptKernel(): Kernel {
  const memory = new Int32Array(WORDS.groups + LANES * WORDS.perLane);
  const search: Search = (lo, left, mask) => searchInJavaScript(memory, lo, left, mask);
  return new BatchKernel('javascript', search, memory, 1);
}

/** Throws outside a secure context, where the browser has no crypto.subtle. */
export function subtleKernel(): Kernel {
  return new SubtleKernel(globalThis.crypto.subtle);
}

/** All kernels, fastest first where code is compiled. */
export const KERNELS: readonly (() => Kernel)[] = [simdKernel, scalarKernel, javaScriptKernel, subtleKernel];

/** Compiling 12 kB takes well under a millisecond, and this is a worker: no need for the asynchronous way. */
function webAssemblyKernel(name: 'simd' | 'wasm', moduleBase64: string, width: number): Kernel {
  const bytes = Uint8Array.from(atob(moduleBase64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const { memory, search } = exports as { memory: WebAssembly.Memory; search: Search };
  return new BatchKernel(name, search, new Int32Array(memory.buffer), width);
}
