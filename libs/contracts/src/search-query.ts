import * as z from 'zod/mini';
import { fold } from './fold.js';
import { codePointLength } from './text.js';

export const searchQueryMaxChars = 200;
export const searchTermsMax = 8;

/** `q` had more terms than one search may have. */
export class TooManyTermsError extends Error {
  constructor(readonly count: number) {
    super(`A search has at most ${searchTermsMax} terms; this one has ${count}.`);
  }
}

/**
 * The terms of a search as they were typed: split at white space, with `"two words"` as one. A quote opens a term only where a
 * term begins, and one that isn't closed runs to the end.
 */
export function splitTerms(q: string): string[] {
  return Array.from(q.matchAll(/"([^"]*)(?:"|$)|(\S+)/gu), ([, quoted, bare]) => quoted ?? bare ?? '');
}

/**
 * The folded terms that a listing's folded text must all contain, without those that fold to nothing and without repetitions.
 * An empty list stands for every listing.
 *
 * @throws {TooManyTermsError} more than 8 terms
 */
export function parseSearchQuery(q: string): string[] {
  const terms = splitTerms(q);
  if (terms.length > searchTermsMax) throw new TooManyTermsError(terms.length);
  return [...new Set(terms.map(fold).filter((term) => term !== ''))];
}

/** What is searched for, as it was typed: of at most 200 code points and 8 terms. */
export const searchTextSchema = z.string().check(
  z.refine((q) => codePointLength(q) <= searchQueryMaxChars, `must have at most ${searchQueryMaxChars} characters`),
  z.refine((q) => splitTerms(q).length <= searchTermsMax, `must have at most ${searchTermsMax} terms`),
);
