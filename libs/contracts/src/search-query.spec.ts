import { describe, expect, it } from '@jest/globals';
import { parseSearchQuery, SearchTooLargeError, searchTextSchema } from './search-query.js';

describe('a search that is too large', () => {
  it.each([
    ['🌱'.repeat(201), 'A search has at most 200 characters; this one has 201.'],
    ['1 2 3 4 5 6 7 8 9', 'A search has at most 8 terms; this one has 9.'],
  ])('is told of in one sentence: %s', (q, sentence) => {
    expect(() => parseSearchQuery(q)).toThrow(new SearchTooLargeError(sentence));
    expect(searchTextSchema.safeParse(q).error?.issues.map(({ message }) => message)).toEqual([sentence]);
  });

  it('is none with as much as a search may have', () => {
    expect(parseSearchQuery('🌱'.repeat(200))).toEqual(['🌱'.repeat(200)]);
    expect(searchTextSchema.parse('1 2 3 4 5 6 7 "8 9"')).toBe('1 2 3 4 5 6 7 "8 9"');
  });
});
