import { invalidInput, notFound, ProblemError } from '@initialsdb/server';

export function noSuchListing(): ProblemError {
  return notFound('There is no such listing.');
}

/** The same answer for a wrong token and for an unknown listing, so that neither tells anything of the other. */
export function nothingToDelete(): ProblemError {
  return notFound('There is no listing with this id and this delete token.');
}

export function listingIsHidden(): ProblemError {
  return new ProblemError('GONE', 'This listing was hidden by a moderator.');
}

export function duplicateListing(existingId: number): ProblemError {
  return new ProblemError('DUPLICATE', 'The same text was posted within the last 10 minutes.', {
    members: { existingId },
  });
}

export function emptyListing(): ProblemError {
  return invalidInput('body', 'A listing needs some text.');
}

export function listingTooLong(maxChars: number): ProblemError {
  return invalidInput('body', `A listing has at most ${maxChars} characters.`);
}

export function controlCharacter(): ProblemError {
  return invalidInput('body', 'A listing has no control characters but newlines and tabs.');
}
