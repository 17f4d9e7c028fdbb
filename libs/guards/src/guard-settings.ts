import type { Budget } from './spends.js';

/** What the guards of one process are set to. */
export interface GuardSettings {
  bodySize: { isEnabled: boolean; maxBytes: number };
  rateLimit: {
    isEnabled: boolean;
    windowMs: number;
    /** Requests per client and window. */
    limits: Record<Budget, number>;
    /** Clients remembered at most, per budget. */
    clientsMax?: number;
  };
  proofOfWork: {
    isEnabled: boolean;
    /** log2 of the expected hashes of one solution. */
    difficulty: number;
    difficultyMax?: number;
    ttlMs: number;
  };
}

export const GUARD_SETTINGS = Symbol('guard settings');

/** What is read of a body while the body-size guard is off: memory has an end all the same. */
const bodyCeilingBytes = 1024 * 1024;

/** The most bytes of a body that the server ever reads under these settings. */
export function bodyLimitOf({ bodySize }: Pick<GuardSettings, 'bodySize'>): number {
  return bodySize.isEnabled ? bodySize.maxBytes : Math.max(bodyCeilingBytes, bodySize.maxBytes);
}
