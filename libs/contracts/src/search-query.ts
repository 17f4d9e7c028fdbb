import * as z from 'zod/mini';
import { fold } from './fold.js';
import { codePointLength } from './text.js';

export const searchQueryMaxChars = 200;
export const searchTermsMax = 8;

/** `q` is more than one search may look for; the message is a sentence for people. */
export class SearchTooLargeError extends Error {
  override readonly name = 'SearchTooLargeError';
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
 * @throws {SearchTooLargeError} more than 200 code points or 8 terms
 */
export function parseSearchQuery(q: string): string[] {
  const fault = faultOf(q);
  if (fault !== undefined) throw new SearchTooLargeError(fault);
  return [
    ...new Set(
      splitTerms(q)
        .map(fold)
        .filter((term) => term !== ''),
    ),
  ];
}

function faultOf(q: string): string | undefined {
  const chars = codePointLength(q);
  if (chars > searchQueryMaxChars) {
    return `A search has at most ${searchQueryMaxChars} characters; this one has ${chars}.`;
  }
  const terms = splitTerms(q).length;
  return terms > searchTermsMax ? `A search has at most ${searchTermsMax} terms; this one has ${terms}.` : undefined;
}

/** What is searched for, as it was typed: of at most 200 code points and 8 terms. */
export const searchTextSchema = z
  .string()
  .check(z.refine((q) => faultOf(q) === undefined, { error: ({ input }) => faultOf(String(input)) }));
