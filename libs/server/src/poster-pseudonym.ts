import { createHmac } from 'node:crypto';
import type { Client } from './client-address.js';

const hexDigits = 16;

/** What is stored of a poster instead of an address. Equal clients have equal pseudonyms, and so have equal networks. */
export interface PosterPseudonyms {
  /** Of the IPv4 address or the /64. */
  readonly client: string;
  /** Of the /24 or the /48. */
  readonly network: string;
}

/** 16 hex digits each of an HMAC-SHA256 under a key that only this installation has, so that nobody can try all addresses. */
export function posterPseudonyms(key: Uint8Array, { key: client, network }: Client): PosterPseudonyms {
  return { client: keyedHash(key, `client ${client}`), network: keyedHash(key, `network ${network}`) };
}

function keyedHash(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, hexDigits);
}
