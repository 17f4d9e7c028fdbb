import { countOf } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { listingsCountQuery } from '../api/count-listings.js';

/** How many listings the board has; empty until that is known. */
export function TotalListings({ className }: { className?: string }) {
  const { data: count } = useQuery(listingsCountQuery());
  return (
    <output aria-label="Total listings" className={className}>
      {count !== undefined && countOf(count, 'listing', 'listings')}
    </output>
  );
}
