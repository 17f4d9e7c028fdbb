import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decodeBase64url, encodeBase64url } from './base64url.js';

describe('base64url', () => {
  it('writes what Node writes and reads it back', () => {
    for (let length = 0; length < 130; length++) {
      const bytes = randomBytes(length);
      const text = encodeBase64url(bytes);
      expect(text).toBe(bytes.toString('base64url'));
      expect(decodeBase64url(text)).toEqual(new Uint8Array(bytes));
    }
  });

  it.each([
    ['padding', 'AA=='],
    ['a left-over bit that is set', 'AB'],
    ['two left-over bits that are set', 'AAD'],
    ['an impossible length', 'AAAAA'],
    ['base64 but not its URL form', '+/+/'],
    ['white space', 'AA A'],
    ['a line end', 'AAA\n'],
    ['a character beyond ASCII', 'AAAé'],
    ['a character beyond Latin-1 that would be A modulo 256', 'AAAŁ'],
  ])('refuses %s', (_, text) => {
    expect(decodeBase64url(text)).toBeNull();
  });
});
