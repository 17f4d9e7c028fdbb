import { hash } from 'node:crypto';
import type { Challenge } from '@initialsdb/contracts';
import { encodeBase64url } from '../base64url.js';
import {
  DEFAULT_PUZZLES,
  NONCE_BYTES,
  PUZZLE_BYTES,
  PUZZLE_LAYOUT,
  hasLeadingZeros,
  parseSolution,
} from '../protocol.js';
import { AdaptiveDifficulty } from './difficulty.js';
import { SigningKeys } from './signing-keys.js';
import { openToken, sealToken } from './token.js';
import type { Binding, TokenClaims } from './token.js';
import { MemoryUsedTokenStore } from './used-tokens.js';
import type { UsedTokenStore } from './used-tokens.js';
import { refuse } from './verdict.js';
import type { Refusal, Verdict } from './verdict.js';

const HARDEST = 32;
const DEFAULT_EXTRA_BITS = 4;

export interface ProofOfWorkOptions {
  /** log2 of the expected hashes of one solution, 3 to 32. */
  difficulty: number;
  /** What it may rise to under pressure; by default 4 more. Equal to `difficulty`: it never rises. */
  maxDifficulty?: number;
  /** Life of a token in milliseconds. */
  ttlMs: number;
  store?: UsedTokenStore;
  /**
   * A clock in whole milliseconds that never goes back, by default the process's own: on a clock that is set back,
   * forgotten tokens would be alive again.
   */
  now?: () => number;
}

/** Issues challenges and judges their solutions; one per process. The protocol: docs/proof-of-work.md. */
export class ProofOfWork {
  private readonly ttlMs: number;
  private readonly now: () => number;
  private readonly keys: SigningKeys;
  private readonly store: UsedTokenStore;
  private readonly difficulty: AdaptiveDifficulty;
  private readonly message = Buffer.alloc(PUZZLE_BYTES);

  constructor({ difficulty, maxDifficulty, ttlMs, store, now }: ProofOfWorkOptions) {
    const ceiling = Math.min(HARDEST, Math.max(difficulty, maxDifficulty ?? difficulty + DEFAULT_EXTRA_BITS));
    this.difficulty = new AdaptiveDifficulty(difficulty, ceiling);
    this.ttlMs = ttlMs;
    this.now = now ?? (() => Math.floor(performance.timeOrigin + performance.now()));
    this.keys = new SigningKeys(ttlMs, this.now());
    this.store = store ?? new MemoryUsedTokenStore(ttlMs);
  }

  /** A challenge that only this client can answer, once. */
  issue(binding: Binding): Challenge {
    const nowMs = this.now();
    const puzzles = DEFAULT_PUZZLES;
    const bits = Math.max(0, this.difficulty.of(binding.client, nowMs) - Math.log2(puzzles));
    const token = sealToken(this.keys, { bits, puzzles, expiresAtMs: nowMs + this.ttlMs }, binding, nowMs);
    return { token: encodeBase64url(token), puzzles, bits, expiresInMs: this.ttlMs };
  }

  /**
   * Judges the `Pow-Solution` header of a request by the order of the protocol, and spends the token where all is well:
   * of any number of requests with one solution exactly one is let through.
   */
  verify(header: string | undefined, binding: Binding): Verdict {
    const nowMs = this.now();
    const checked = this.check(header, binding, nowMs);
    if ('ok' in checked) return checked;
    const { token, claims } = checked;
    const use = this.store.use(token, claims.expiresAtMs, nowMs);
    if (use === 'replayed') return refuse('POW_REPLAYED');
    if (use === 'full') return refuse('UNAVAILABLE');
    this.difficulty.count(binding.client, nowMs);
    return {
      ok: true,
      bits: claims.bits,
      puzzles: claims.puzzles,
      difficulty: claims.bits + Math.log2(claims.puzzles),
      ageMs: nowMs - (claims.expiresAtMs - this.ttlMs),
    };
  }

  /** The difficulty that a client new to this server is asked for now: rises with the pressure of all. */
  currentDifficulty(): number {
    return this.difficulty.of(null, this.now());
  }

  private check(
    header: string | undefined,
    binding: Binding,
    nowMs: number,
  ): Refusal | { token: Uint8Array; claims: TokenClaims } {
    if (header === undefined) return refuse('POW_REQUIRED');
    const solution = parseSolution(header);
    if (solution === null) return refuse('POW_INVALID');
    const { token } = solution;
    const claims = openToken(this.keys, token, binding, nowMs);
    if (claims === null) return refuse('POW_INVALID');
    const nonces = solution.nonces(claims.puzzles);
    if (nonces === null) return refuse('POW_INVALID');
    if (nowMs >= claims.expiresAtMs) return refuse('POW_EXPIRED');
    return this.isSolved(token, nonces, claims) ? { token, claims } : refuse('POW_INVALID');
  }

  private isSolved(token: Uint8Array, nonces: Uint8Array, { bits, puzzles }: TokenClaims): boolean {
    const { message } = this;
    message.set(token, PUZZLE_LAYOUT.token);
    for (let puzzle = 0; puzzle < puzzles; puzzle++) {
      message[PUZZLE_LAYOUT.puzzle] = puzzle;
      // Byte by byte: views for `set` would cost as much as the hash.
      for (let i = 0; i < 4; i++) {
        message[PUZZLE_LAYOUT.hi + i] = nonces[puzzle * NONCE_BYTES + i] as number;
        message[PUZZLE_LAYOUT.lo + i] = nonces[puzzle * NONCE_BYTES + 4 + i] as number;
      }
      // As one character per byte it is twice as fast as a Buffer.
      const digest = hash('sha256', message, 'binary');
      const firstWord =
        (digest.charCodeAt(0) << 24) |
        (digest.charCodeAt(1) << 16) |
        (digest.charCodeAt(2) << 8) |
        digest.charCodeAt(3);
      if (!hasLeadingZeros(firstWord, bits)) return false;
    }
    return true;
  }
}
