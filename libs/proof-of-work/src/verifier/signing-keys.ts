import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Binding } from './token.js';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const SHORTEST_ROTATION_MS = 60 * 60 * 1000;

interface Key {
  /** Its number modulo 256, as in the token. */
  id: number;
  bornAtMs: number;
  /** The key xored with HMAC's two pads. */
  inner: Buffer;
  outer: Buffer;
}

/**
 * The keys that sign tokens, made at start and held in memory only, so a restart never makes a used token usable again.
 * A new one every hour (for a very long life of tokens: twice that life); the one before it still verifies, so that
 * each token's key outlives the token.
 */
export class SigningKeys {
  private readonly rotationMs: number;
  private readonly scratch = Buffer.alloc(BLOCK_BYTES + 20 * 1024);
  private readonly outerInput = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  private readonly digest = Buffer.alloc(DIGEST_BYTES);
  private current: Key;
  private previous: Key | undefined;

  /** `ttlMs` is the life of a token in milliseconds. */
  constructor(ttlMs: number, nowMs: number) {
    this.rotationMs = Math.max(SHORTEST_ROTATION_MS, 2 * ttlMs);
    this.current = newKey(0, nowMs);
  }

  /** The number of the key to sign with now. */
  keyId(nowMs: number): number {
    this.rotate(nowMs);
    return this.current.id;
  }

  /** The code, `bytes` long, of `payload` bound to a client. The key must exist. The bytes are overwritten by the next call. */
  sign(keyId: number, payload: Uint8Array, binding: Binding, bytes: number): Uint8Array {
    const key = this.find(keyId);
    if (key === undefined) throw new Error('No such signing key.');
    return this.hmac(key, payload, binding).subarray(0, bytes);
  }

  /** Whether `code` is the (truncated) code of `payload` for that client, under a key that still verifies. */
  isSigned(keyId: number, payload: Uint8Array, binding: Binding, code: Uint8Array, nowMs: number): boolean {
    this.rotate(nowMs);
    const key = this.find(keyId);
    if (key === undefined) return false;
    return timingSafeEqual(this.hmac(key, payload, binding).subarray(0, code.length), code);
  }

  private rotate(nowMs: number): void {
    if (nowMs - this.current.bornAtMs < this.rotationMs) return;
    this.previous = this.current;
    this.current = newKey((this.current.id + 1) % 256, nowMs);
  }

  private find(keyId: number): Key | undefined {
    if (keyId === this.current.id) return this.current;
    return keyId === this.previous?.id ? this.previous : undefined;
  }

  /**
   * HMAC-SHA256 (RFC 2104) over payload || length of client || client || User-Agent: the payload's length is fixed and the
   * client's is told, so no two inputs read the same. Two one-shot hashes take a third of the time of `createHmac`.
   * The returned bytes are overwritten by the next call.
   */
  private hmac(key: Key, payload: Uint8Array, { client, userAgent }: Binding): Buffer {
    const longest = BLOCK_BYTES + payload.length + 4 + 3 * (client.length + userAgent.length);
    const input = longest <= this.scratch.length ? this.scratch : Buffer.alloc(longest);
    input.set(key.inner, 0);
    input.set(payload, BLOCK_BYTES);
    let end = BLOCK_BYTES + payload.length + 4;
    const clientBytes = input.write(client, end, 'utf8');
    input.writeUInt32BE(clientBytes, end - 4);
    end += clientBytes;
    end += input.write(userAgent, end, 'utf8');
    this.outerInput.set(key.outer, 0);
    this.outerInput.write(hash('sha256', input.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1');
    this.digest.write(hash('sha256', this.outerInput, 'binary'), 0, 'latin1');
    return this.digest;
  }
}

function newKey(id: number, bornAtMs: number): Key {
  const secret = randomBytes(DIGEST_BYTES);
  const pad = (filler: number): Buffer => {
    const padded = Buffer.alloc(BLOCK_BYTES, filler);
    secret.forEach((byte, i) => (padded[i] = byte ^ filler));
    return padded;
  };
  return { id, bornAtMs, inner: pad(0x36), outer: pad(0x5c) };
}
