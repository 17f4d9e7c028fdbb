import { randomBytes } from 'node:crypto';
import { fold } from '@initialsdb/contracts';
import { type Database, postListing, reportListing } from '@initialsdb/database';

export interface Poster {
  client: string;
  network: string;
}

/** Posts a listing as the board would. @returns its id */
export async function givenListing(owner: Database, body: string, poster: Poster | null = null): Promise<number> {
  const posted = await postListing(owner.sql, {
    body,
    search: fold(body),
    poster,
    deleteTokenHash: randomBytes(32),
  });
  if (posted.kind === 'duplicate') throw new Error(`A test posts "${body}" twice.`);
  return posted.listing.id;
}

/** Reports a listing as somebody who has not reported it before. */
export async function givenReport(owner: Database, listingId: number, note: string | null = null): Promise<void> {
  const reporter = randomBytes(8).toString('hex');
  const outcome = await reportListing(owner.sql, { listingId, reason: 'spam', note, reporter });
  if (outcome !== 'created') throw new Error(`A report came to ${outcome}.`);
}
