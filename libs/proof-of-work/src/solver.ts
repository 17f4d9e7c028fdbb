export type { KernelName } from './solver/kernels/kernel.js';
export type { Page } from './solver/page.js';
export { ProofError } from './solver/proof-error.js';
export type { ProofErrorCode } from './solver/proof-error.js';
export type { ProofProgress } from './solver/proof-progress.js';
export { ProofSolver } from './solver/proof-solver.js';
export type { ProofFate, ProofSolverOptions } from './solver/proof-solver.js';
export type { WorkerLike } from './solver/worker-pool.js';
