import type { AdminListing } from '@initialsdb/contracts/admin';

/** What a change is about: one listing in the version that is shown, some by their ids, or all that a filter matches. */
export type Target =
  | { kind: 'one'; listing: AdminListing }
  | { kind: 'ids'; ids: readonly number[] }
  /** `filter` has the list's parameters; `count` is how many matched when they were chosen. */
  | { kind: 'filter'; filter: Readonly<Record<string, string>>; count: number };

export function countOfTarget(target: Target): number {
  if (target.kind === 'one') return 1;
  return target.kind === 'ids' ? target.ids.length : target.count;
}

/** A change that was made, and what it takes to put it back. */
export type Change =
  | { kind: 'one'; before: AdminListing; after: AdminListing }
  | { kind: 'batch'; batchId: number; ids: readonly number[] | null };
