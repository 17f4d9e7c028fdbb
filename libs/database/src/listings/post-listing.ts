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
  listing_id: number;
  created_at: Date;
  is_duplicate: boolean;
}

/** Posts a listing in one round trip. Of any number of simultaneous posts of one text exactly one is created. */
export async function postListing(
  sql: Sql,
  { body, search, poster, deleteTokenHash }: NewListing,
): Promise<PostOutcome> {
  const [row] = await sql.query<PostedRow>(
    'SELECT listing_id, created_at, is_duplicate FROM post_listing($1, $2, $3, $4, $5)',
    [body, search, poster?.client ?? null, poster?.network ?? null, deleteTokenHash],
    'post-listing',
  );
  if (!row) throw new Error('post_listing returned nothing');
  if (row.is_duplicate) return { kind: 'duplicate', existingId: row.listing_id };
  return { kind: 'created', listing: { id: row.listing_id, body, createdAt: row.created_at.toISOString() } };
}
