import type { Listing } from '@initialsdb/contracts';

/** A listing as the reading functions of the database return it. */
export interface ListingRow {
  readonly id: number;
  readonly body: string;
  readonly created_at: Date;
}

export function toListing({ id, body, created_at }: ListingRow): Listing {
  return { id, body, createdAt: created_at.toISOString() };
}
