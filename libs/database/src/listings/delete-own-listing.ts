import type { Sql } from '../connection/sql.js';

export interface OwnListing {
  readonly id: number;
  /** SHA-256 of the delete token, 32 bytes. */
  readonly tokenHash: Buffer;
}

/** Deletes a listing for good. @returns false where there is none, or the token is another's (the caller can't tell which) */
export async function deleteOwnListing(sql: Sql, { id, tokenHash }: OwnListing): Promise<boolean> {
  const [row] = await sql.query<{ deleted: boolean }>(
    'SELECT delete_listing($1, $2) AS deleted',
    [id, tokenHash],
    'delete-listing',
  );
  return row?.deleted ?? false;
}
