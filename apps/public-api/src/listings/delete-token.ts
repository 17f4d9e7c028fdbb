import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 24;

/** A token that deletes one listing: 192 random bits in base64url. */
export function createDeleteToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** What is stored of a token; it has too many random bits to be guessed, so a plain hash is enough. */
export function hashDeleteToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
