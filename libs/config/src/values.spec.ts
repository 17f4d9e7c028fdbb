import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import * as value from './values.js';

const read = (schema: z.ZodType, text: string) => schema.safeParse(text).data;

describe('a network', () => {
  it.each([
    ['10.1.2.3/8', ['10.0.0.0/8']],
    ['192.0.2.7', ['192.0.2.7/32']],
    ['2001:DB8::1/32', ['2001:db8::/32']],
    ['::1', ['::1/128']],
    ['::ffff:10.0.0.0/104', ['10.0.0.0/8']],
    ['0.0.0.0/0, ::/0', ['0.0.0.0/0', '::/0']],
    ['10.0.0.0/8 ,, 172.16.0.0/12', ['10.0.0.0/8', '172.16.0.0/12']],
  ])('%s is %j', (text, expected) => {
    expect(read(value.cidrs(), text)).toEqual(expected);
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0/8',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'fe80::1%eth0',
    'example.org',
    '10.0.0.0/-1',
  ])('is not %s', (text) => {
    expect(read(value.cidrs(), text)).toBeUndefined();
  });
});

describe('a number', () => {
  it.each(['0', '11', '5.0', '1e1', '0x5', '-5', '+5', 'five', '5 5', '99999999999999999999'])(
    'from 1 to 10 is not %s',
    (text) => {
      expect(read(value.integer(1, 10), text)).toBeUndefined();
    },
  );

  it('says its unit', () => {
    expect(value.integer(1, 10, 'seconds').safeParse('x').error?.issues[0]?.message).toBe(
      'a whole number of seconds from 1 to 10',
    );
  });
});

describe('a schedule', () => {
  it.each(['0 3 * * *', '*/15 1-5 * * MON-FRI', '0 0 29 2 *'])('is %s', (text) => {
    expect(read(value.schedule(), text)).toBe(text);
  });

  it.each(['0 3 * *', '60 3 * * *', '0 0 31 2 *', 'nightly', '* * * * * *', '2020-01-01T00:00:00'])(
    'is not %s',
    (text) => {
      expect(read(value.schedule(), text)).toBeUndefined();
    },
  );
});

describe('a key', () => {
  it('is its bytes in canonical base64', () => {
    const key = Buffer.alloc(32, 7);
    expect(read(value.base64Key(32), key.toString('base64'))).toEqual(key);
    expect(read(value.base64Key(32), key.toString('hex'))).toBeUndefined();
    expect(read(value.base64Key(32), Buffer.alloc(31).toString('base64'))).toBeUndefined();
    expect(read(value.base64Key(32), key.toString('base64').replace('=', ''))).toBeUndefined();
  });
});

describe('an address to listen on', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost', 'board.internal'])('is %s', (text) => {
    expect(read(value.bindAddress(), text)).toBe(text);
  });

  it.each(['256.0.0.1', '127.0.0.1:80', 'http://localhost', '1234', 'a b', '-x'])('is not %s', (text) => {
    expect(read(value.bindAddress(), text)).toBeUndefined();
  });
});
