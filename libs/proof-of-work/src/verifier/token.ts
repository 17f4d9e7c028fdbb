import { randomFillSync } from 'node:crypto';
import { TOKEN_BYTES } from '../protocol.js';
import type { SigningKeys } from './signing-keys.js';

/** Whom a token is for. */
export interface Binding {
  /** The client's key: its IPv4 address, or its IPv6 address's /64. */
  client: string;
  /** The request's User-Agent header; '' where there is none. */
  userAgent: string;
}

/** What a token says. */
export interface TokenClaims {
  /** Zero bits each puzzle's hash must begin with, 0 to 32. */
  bits: number;
  puzzles: number;
  /** On the issuer's clock, in milliseconds. */
  expiresAtMs: number;
}

/**
 * The 44 bytes: key id (1), bits (1), puzzles (1), expiry in ms (6, big-endian), randomness (11), and 24 bytes of
 * HMAC-SHA256 over these 20 and the binding.
 */
const BITS = 1;
const PUZZLES = 2;
const EXPIRY = 3;
const RANDOM = 9;
const CODE = 20;

/** A new signed token for one client. */
export function sealToken(keys: SigningKeys, claims: TokenClaims, binding: Binding, nowMs: number): Uint8Array {
  const token = Buffer.alloc(TOKEN_BYTES);
  const keyId = keys.keyId(nowMs);
  token[0] = keyId;
  token[BITS] = claims.bits;
  token[PUZZLES] = claims.puzzles;
  token.writeUIntBE(claims.expiresAtMs, EXPIRY, 6);
  randomFillSync(token, RANDOM, CODE - RANDOM);
  token.set(keys.sign(keyId, token.subarray(0, CODE), binding, TOKEN_BYTES - CODE), CODE);
  return token;
}

/** The claims of a token, or null where it was not signed here for this client. */
export function openToken(keys: SigningKeys, token: Uint8Array, binding: Binding, nowMs: number): TokenClaims | null {
  const payload = token.subarray(0, CODE);
  if (!keys.isSigned(token[0] as number, payload, binding, token.subarray(CODE), nowMs)) return null;
  let expiresAtMs = 0;
  for (let i = EXPIRY; i < RANDOM; i++) expiresAtMs = expiresAtMs * 256 + (token[i] as number);
  return { bits: token[BITS] as number, puzzles: token[PUZZLES] as number, expiresAtMs };
}

/** 64 bits that tell one token from another and that nobody but the signer could choose: two words of its code. */
export function tagOf(token: Uint8Array): { high: number; low: number } {
  return { high: wordAt(token, CODE), low: wordAt(token, CODE + 4) };
}

function wordAt(bytes: Uint8Array, i: number): number {
  const [a, b, c, d] = [bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]] as [number, number, number, number];
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}
