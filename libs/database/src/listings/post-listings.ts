import type { Listing } from '@initialsdb/contracts';
import type { Sql } from '../connection/sql.js';

/** Keyed pseudonyms of who posts: of the client (IPv4 or /64), and of its network (/24 or /48). Never addresses. */
export interface Poster {
  readonly client: string;
  readonly network: string;
}

export interface NewListing {
  /** As `normalizeBody` leaves it. */
  readonly body: string;
  /** `fold(body)`. */
  readonly search: string;
  readonly poster: Poster | null;
  /** SHA-256 of the delete token, 32 bytes. */
  readonly deleteTokenHash: Buffer;
}

export type PostOutcome =
  | { readonly kind: 'created'; readonly listing: Listing }
  /** The same folded text came within the last 10 minutes, from anyone. */
  | { readonly kind: 'duplicate'; readonly existingId: number };

interface PostedRow {
  /** Of a duplicate the earlier listing's. */
  listing_id: number;
  created_at: Date;
  is_duplicate: boolean;
}

/**
 * Posts listings in one round trip and one transaction: all are in or none.
 * Of any number of simultaneous posts of one text, in one batch or in several, exactly one is created.
 *
 * @returns what came of each, in the order given
 */
export async function postListings(sql: Sql, listings: readonly NewListing[]): Promise<PostOutcome[]> {
  const rows = await sql.query<PostedRow>(
    'SELECT listing_id, created_at, is_duplicate FROM post_listings($1, $2, $3, $4, $5)',
    [
      listings.map(({ body }) => body),
      listings.map(({ search }) => search),
      listings.map(({ poster }) => poster?.client ?? null),
      listings.map(({ poster }) => poster?.network ?? null),
      listings.map(({ deleteTokenHash }) => deleteTokenHash),
    ],
    'post-listings',
  );
  return rows.map((row, place) => outcomeOf(row, listings[place]!));
}

/** Posts one listing by itself; see `PostBatches` for many posters at once. */
export async function postListing(sql: Sql, listing: NewListing): Promise<PostOutcome> {
  const [outcome] = await postListings(sql, [listing]);
  if (!outcome) throw new Error('postListings returned nothing');
  return outcome;
}

function outcomeOf(
  { listing_id: id, created_at: createdAt, is_duplicate: isDuplicate }: PostedRow,
  { body }: NewListing,
) {
  if (isDuplicate) return { kind: 'duplicate', existingId: id } as const;
  return { kind: 'created', listing: { id, body, createdAt: createdAt.toISOString() } } as const;
}
