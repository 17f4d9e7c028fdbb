import type { AdminListing } from '@initialsdb/contracts/admin';
import { useState } from 'react';

export interface CurrentRow {
  id: number | undefined;
  listing: AdminListing | undefined;
  set: (id: number) => void;
  /** Goes so many rows down, or up where negative, and takes the focus along. */
  move: (by: number) => void;
}

/** The row that the keyboard is at: the one that has, or last had, the focus. */
export function useCurrentRow(listings: readonly AdminListing[]): CurrentRow {
  const [kept, setId] = useState<number>();
  const at = listings.findIndex(({ id }) => id === kept);
  const listing = listings[at];
  return {
    id: listing?.id,
    listing,
    set: setId,
    move(by) {
      const next = listings[Math.min(Math.max(at === -1 && by < 0 ? 0 : at + by, 0), listings.length - 1)];
      if (!next) return;
      setId(next.id);
      const row = document.querySelector(`tr[data-listing="${next.id}"]`);
      row?.querySelector<HTMLElement>('[role=checkbox]')?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: 'nearest' });
    },
  };
}
