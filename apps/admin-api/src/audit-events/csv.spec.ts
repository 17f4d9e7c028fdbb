import { describe, expect, it } from '@jest/globals';
import { csvField, csvLine } from './csv.js';

describe('a CSV field', () => {
  it.each([
    ['plain', '"plain"'],
    ['a "quoted", word\nand a line', '"a ""quoted"", word\nand a line"'],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\tx', `"'\tx"`],
    [-1, '"-1"'],
    [null, '""'],
  ])('%j is written %s', (value, written) => {
    expect(csvField(value)).toBe(written);
  });
});

describe('a CSV line', () => {
  it('ends as RFC 4180 says', () => {
    expect(csvLine([1, 'a', null])).toBe('"1","a",""\r\n');
  });
});
