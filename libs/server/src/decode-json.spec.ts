import { describe, expect, it } from '@jest/globals';
import { decodeJson } from './decode-json.js';

const decode = (text: string) => decodeJson(Buffer.from(text));

describe('a JSON body', () => {
  it('is taken as it is', () => {
    expect(decode('{"a":["ü","😀",{"b":null}],"c":"\\ud83d\\ude00"}')).toEqual({
      a: ['ü', '😀', { b: null }],
      c: '😀',
    });
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'UTF-8'],
    ['an overlong encoding', Buffer.from([0x22, 0xc0, 0x80, 0x22]), 'UTF-8'],
    ['an encoded surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'UTF-8'],
    ['a byte order mark', Buffer.from('\ufeff{}'), 'JSON'],
    ['nothing', Buffer.from(''), 'JSON'],
    ['half an object', Buffer.from('{"a":'), 'JSON'],
    ['two values', Buffer.from('{} {}'), 'JSON'],
    ['an escaped NUL', Buffer.from('"\\u0000"'), 'NUL'],
    ['a lone surrogate', Buffer.from('{"a":["\\ud800"]}'), 'surrogate'],
    ['a lone surrogate as a name', Buffer.from('{"\\udc00":1}'), 'surrogate'],
    ['nesting without end', Buffer.from('['.repeat(100_000)), 'JSON'],
    ['nesting beyond reason', Buffer.from('['.repeat(8000) + ']'.repeat(8000) + 'x'), 'JSON'],
  ])('with %s is refused', (_what, bytes, word) => {
    expect(() => decodeJson(bytes)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', detail: expect.stringContaining(word) }),
    );
  });
});
