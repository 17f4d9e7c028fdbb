import { describe, expect, it } from '@jest/globals';
import { parseSearchQuery, searchTextSchema, SearchTooLargeError } from './search-query.js';

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

  it.each([
    ['1 2 3 4 5 6 7 8 9', 'A search has at most 8 terms; this one has 9.'],
    // As they were typed: repeating one doesn't make room.
    ['a a a a a a a a a', 'A search has at most 8 terms; this one has 9.'],
    ['🌱'.repeat(201), 'A search has at most 200 characters; this one has 201.'],
  ])('may be too many or too long, which is told of in one sentence: %s', (q, sentence) => {
    expect(() => parseSearchQuery(q)).toThrow(new SearchTooLargeError(sentence));
    expect(searchTextSchema.safeParse(q).error?.issues.map(({ message }) => message)).toEqual([sentence]);
  });

  it('may be as many and as long as a search may be', () => {
    expect(parseSearchQuery('🌱'.repeat(200))).toEqual(['🌱'.repeat(200)]);
    expect(searchTextSchema.parse('1 2 3 4 5 6 7 "8 9"')).toBe('1 2 3 4 5 6 7 "8 9"');
  });
});
