import { createHmac } from 'node:crypto';
import type { Client } from './client-address.js';

const hexDigits = 16;

/**
 * What is stored of a poster instead of an address: 16 hex digits of the network, a hyphen, 16 of the client, each an HMAC-SHA256 under
 * a key that only this installation has. Equal clients have equal pseudonyms; those of one network (/24 or /48) begin alike.
 */
export function posterPseudonym(key: Uint8Array, { network, key: client }: Client): string {
  return `${keyedHash(key, `network ${network}`)}-${keyedHash(key, `client ${client}`)}`;
}

function keyedHash(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, hexDigits);
}
