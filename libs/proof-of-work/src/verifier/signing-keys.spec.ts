import { createHmac } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';

const secret = Buffer.alloc(32, 7);

describe('SigningKeys', () => {
  it('signs with HMAC-SHA256 over payload, length of client, client and User-Agent', async () => {
    const crypto = await import('node:crypto');
    jest.unstable_mockModule('node:crypto', () => ({ ...crypto, randomBytes: () => secret }));
    const { SigningKeys } = await import('./signing-keys.js');
    const keys = new SigningKeys(100_000, 0);
    const payload = Buffer.from('01234567890123456789');
    const code = keys.sign(0, payload, { client: '2001:db8::/64', userAgent: 'Браузер' }, 24);
    const expected = createHmac('sha256', secret)
      .update(payload)
      .update(Buffer.from([0, 0, 0, 13]))
      .update('2001:db8::/64Браузер')
      .digest();
    expect(Buffer.from(code)).toEqual(expected.subarray(0, 24));
  });
});
