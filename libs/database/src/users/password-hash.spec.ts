import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { argon2Verify } from 'hash-wasm';
import { hashPassword, hashQueueMax, PasswordHashBusyError, verifyPassword } from './password-hash.js';

describe('a password hash', () => {
  it('is a PHC string that another implementation verifies', async () => {
    const hash = await hashPassword('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await argon2Verify({ password: 'correct horse battery', hash })).toBe(true);
  });

  it('is salted afresh each time', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });

  it('fits its password alone', async () => {
    const hash = await hashPassword('right');
    expect(await verifyPassword(hash, 'right')).toBe(true);
    expect(await verifyPassword(hash, 'wrong')).toBe(false);
  });

  it('fits a password typed in another Unicode form', async () => {
    expect(await verifyPassword(await hashPassword('caf\u00e9'), 'cafe\u0301')).toBe(true);
  });

  it('keeps the parameters it was made with', async () => {
    const hash = argon2Sync('argon2id', {
      message: 'old',
      nonce: 'saltsaltsaltsalt',
      parallelism: 1,
      tagLength: 16,
      memory: 64,
      passes: 3,
    });
    const salt = Buffer.from('saltsaltsaltsalt').toString('base64').replace(/=+$/, '');
    const stored = `$argon2id$v=19$m=64,t=3,p=1$${salt}$${hash.toString('base64').replace(/=+$/, '')}`;
    expect(await verifyPassword(stored, 'old')).toBe(true);
  });

  it('of nobody fits nothing', async () => {
    expect(await verifyPassword(undefined, '')).toBe(false);
  });

  it('is refused, not queued without end, in a flood', async () => {
    const attempts = Array.from({ length: hashQueueMax + 10 }, () => verifyPassword(undefined, 'x'));
    const results = await Promise.allSettled(attempts);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(10);
    expect(refused[0]?.reason).toBeInstanceOf(PasswordHashBusyError);
  });
});
