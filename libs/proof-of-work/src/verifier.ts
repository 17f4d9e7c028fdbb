export { ProofOfWork } from './verifier/proof-of-work.js';
export type { ProofOfWorkOptions } from './verifier/proof-of-work.js';
export type { Binding } from './verifier/token.js';
export { MemoryUsedTokenStore } from './verifier/used-tokens.js';
export type { UsedTokenStore } from './verifier/used-tokens.js';
export type { Acceptance, Refusal, RefusalCode, Verdict } from './verifier/verdict.js';
