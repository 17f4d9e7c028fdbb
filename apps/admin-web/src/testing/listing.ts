import type { AdminListing } from '@initialsdb/contracts/admin';

/** A listing as the API gives it; tests say what matters to them. */
export function aListing(given: Partial<AdminListing> = {}): AdminListing {
  return {
    id: 42,
    body: 'A bicycle bell',
    createdAt: '2026-11-23T10:00:00.000Z',
    isHidden: false,
    version: 1,
    poster: 'poster',
    openReports: 0,
    lastAction: null,
    ...given,
  };
}
