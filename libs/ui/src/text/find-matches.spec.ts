import { describe, expect, it } from '@jest/globals';
import { fold, parseSearchQuery } from '@initialsdb/contracts';
import fc from 'fast-check';
import { findMatches, foldWithOffsets } from './find-matches.js';

/** What is marked of a text when one searches for `q`. */
function marked(text: string, q: string): string[] {
  return findMatches(text, parseSearchQuery(q)).map(({ start, end }) => text.slice(start, end));
}

const letters = fc.string({
  unit: fc.constantFrom(
    'a',
    'É',
    'e\u0301',
    'ﬁ',
    'İ',
    'Σ',
    'ς',
    ' ',
    '\u00a0',
    '\n',
    '´',
    '가',
    'ẞ',
    '½',
    '👨‍👩‍👧',
    '\u0301',
    '\ud800',
  ),
});

describe('findMatches', () => {
  it('marks every occurrence, whatever its case', () => {
    expect(marked('Harbour, harbour, HARBOUR', 'harbour')).toEqual(['Harbour', 'harbour', 'HARBOUR']);
    expect(marked('ababa aaa', 'aba')).toEqual(['ababa']);
    expect(marked('aaa', 'aa')).toEqual(['aaa']);
  });

  it('marks letters with accents, composed or not, as one', () => {
    expect(marked('Cafe\u0301 and Café', 'cafe')).toEqual(['Cafe\u0301', 'Café']);
    expect(marked('cafe', 'CAFÉ')).toEqual(['cafe']);
  });

  it('marks compatibility forms whole', () => {
    expect(marked('a ﬁne ½ day', 'i')).toEqual(['ﬁ']);
    expect(marked('ＦＵＬＬ width', 'full')).toEqual(['ＦＵＬＬ']);
    expect(marked('Ὀδυσσεύς', 'οδυσσευσ')).toEqual(['Ὀδυσσεύς']);
  });

  it('marks a phrase over any white space', () => {
    expect(marked('two\n  words', '"two words"')).toEqual(['two\n  words']);
  });

  it('never parts a grapheme cluster', () => {
    expect(marked('the 👨‍👩‍👧 family', '👩')).toEqual(['👨‍👩‍👧']);
  });

  it('joins matches that touch or overlap', () => {
    expect(marked('harbour', 'harb rbour')).toEqual(['harbour']);
    expect(marked('aaaa', 'aa')).toEqual(['aaaa']);
  });

  it('takes signs for themselves', () => {
    expect(marked('c++ is 100% \\o/', '100% \\o/ c++')).toEqual(['c++', '100%', '\\o/']);
  });

  it('folds any text as the contract does', () => {
    const differing = fc.oneof(letters, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(differing, (text) => expect(foldWithOffsets(text).folded).toBe(fold(text))),
      { numRuns: 2000 },
    );
  });

  it('finds a term wherever the contract does, in order and without overlap', () => {
    fc.assert(
      fc.property(letters, letters, (text, q) => {
        const terms = [fold(q)].filter((term) => term !== '');
        const ranges = findMatches(text, terms);
        expect(ranges.length > 0).toBe(terms.some((term) => fold(text).includes(term)));
        let last = -1;
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(terms.every((term) => fold(text.slice(start, end)).includes(term))).toBe(true);
          last = end;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
