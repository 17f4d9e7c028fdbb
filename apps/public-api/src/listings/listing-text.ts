import { codePointLength, hasControlCharacter, normalizeBody } from '@initialsdb/contracts';
import { controlCharacter, emptyListing, listingTooLong } from './listings.problems.js';

/**
 * The text of a listing as it is stored.
 *
 * @param maxChars in Unicode code points
 * @throws {ProblemError} INVALID_INPUT
 */
export function listingText(input: string, maxChars: number): string {
  const text = normalizeBody(input);
  if (text === '') throw emptyListing();
  if (codePointLength(text) > maxChars) throw listingTooLong(maxChars);
  if (hasControlCharacter(text)) throw controlCharacter();
  return text;
}
