import { describe, expect, it } from '@jest/globals';
import { parseSearchQuery, searchTextSchema, TooManyTermsError } from './search-query.js';

describe('the terms of a search', () => {
  it.each([
    ['bicycle  bell', ['bicycle', 'bell']],
    ['"two words" three', ['two words', 'three']],
    ['"Two\t\nWords"', ['two words']],
    // A quote opens a term only where a term begins,
    ['5" pipe"', ['5"', 'pipe"']],
    ['say "so', ['say', 'so']],
    // and one that isn't closed runs to the end.
    ['"all of this', ['all of this']],
    ['"a b""c d"', ['a b', 'c d']],
    ['"keeps its " spaces', ['keeps its ', 'spaces']],
    ['Élan ELAN elan', ['elan']],
    ['% _ \\ c++ d3.js', ['%', '_', '\\', 'c++', 'd3.js']],
    // What folds to nothing is dropped; no terms stand for all listings.
    ['\u0301 word', ['word']],
    ['""', []],
    ['  ', []],
    ['', []],
  ])('of %j', (q, terms) => {
    expect(parseSearchQuery(q)).toEqual(terms);
  });

  it('are eight at most', () => {
    expect(parseSearchQuery('a b c d e f g h')).toHaveLength(8);
    expect(() => parseSearchQuery('a b c d e f g h i')).toThrow(TooManyTermsError);
    // As they were typed: repeating one doesn't make room.
    expect(() => parseSearchQuery('a a a a a a a a a')).toThrow(TooManyTermsError);
    expect(searchTextSchema.safeParse('a b c d e f g h i').success).toBe(false);
  });

  it('are typed in 200 code points', () => {
    expect(searchTextSchema.safeParse('🚲'.repeat(200)).success).toBe(true);
    expect(searchTextSchema.safeParse('🚲'.repeat(201)).success).toBe(false);
  });
});
