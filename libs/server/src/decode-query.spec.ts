import { describe, expect, it } from '@jest/globals';
import { decodeQuery } from './decode-query.js';

describe('a query', () => {
  it('is decoded as forms send it', () => {
    expect({ ...decodeQuery('/x?q=a+b%20%C3%BC&limit=5&flag&empty=') }).toEqual({
      q: 'a b ü',
      limit: '5',
      flag: '',
      empty: '',
    });
    expect({ ...decodeQuery('/x?q=a=b%2B%26') }).toEqual({ q: 'a=b+&' });
    expect({ ...decodeQuery('/x') }).toEqual({});
    expect({ ...decodeQuery('/x?&&') }).toEqual({});
  });

  it.each([
    'q=%',
    'q=%zz',
    'q=%ff',
    'q=%c0%80',
    'q=%ed%a0%80',
    'q=a%00b',
    '%ff=1',
    'q=1&q=1',
    'q&q',
    '__proto__=1&__proto__=2',
  ])('such as ?%s is refused', (query) => {
    expect(() => decodeQuery(`/x?${query}`)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('takes any name without harm', () => {
    expect(Object.keys(decodeQuery('/x?__proto__=1&constructor=2'))).toEqual(['__proto__', 'constructor']);
  });
});
