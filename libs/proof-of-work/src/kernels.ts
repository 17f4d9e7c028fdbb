export type { Kernel, KernelName, Puzzle, SearchResult } from './solver/kernels/kernel.js';
export { javaScriptKernel, scalarKernel, simdKernel, subtleKernel } from './solver/kernels/kernels.js';
