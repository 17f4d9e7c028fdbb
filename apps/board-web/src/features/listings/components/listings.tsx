import { parseSearchQuery, SearchTooLargeError } from '@initialsdb/contracts';
import { cx } from '@initialsdb/ui';
import { useMemo, type Ref } from 'react';
import { useListings, type Listings as Found } from '../hooks/use-listings.js';
import { FeedLink } from './feed-link.js';
import { ListingItem, type ListingActions } from './listing-item.js';
import { ListingsEnd } from './listings-end.js';
import { ListingsFault } from './listings-fault.js';
import { ListingsSkeleton } from './listings-skeleton.js';
import { SearchSummary } from './search-summary.js';

interface ListingsProps {
  q: string;
  actions: ListingActions;
  /** Focused by the page where the item that had the focus has gone. */
  listRef: Ref<HTMLOListElement>;
}

/** What a search is for, or why it can't be made. */
function parse(q: string): { terms: string[]; fault?: string } {
  try {
    return { terms: parseSearchQuery(q) };
  } catch (error) {
    if (error instanceof SearchTooLargeError) return { terms: [], fault: error.message };
    throw error;
  }
}

/** The listings that a search finds, newest first, or all of them. */
export function Listings({ q, actions, listRef }: ListingsProps) {
  const { terms, fault } = useMemo(() => parse(q), [q]);
  if (fault) {
    return (
      <p role="alert" className="pt-3 text-sm text-danger">
        {fault}
      </p>
    );
  }
  return <FoundListings q={q} terms={terms} actions={actions} listRef={listRef} />;
}

function stateOf({ q, error, listings, hasMore, isLoadingMore }: Found) {
  if (error && listings.length === 0) return 'failed';
  if (q === undefined) return 'searching';
  if (listings.length > 0) return 'found';
  if (isLoadingMore) return 'searching';
  return hasMore ? 'nothing-yet' : 'nothing';
}

function FoundListings({ q, terms, actions, listRef }: ListingsProps & { terms: string[] }) {
  const found = useListings(q);
  const { listings, error, isLoadingMore, isFirstLoad } = found;
  const isCurrent = found.q !== undefined;
  return (
    <>
      <SearchSummary q={q} state={stateOf(found)} />
      {error && <ListingsFault error={error} hasListings={listings.length > 0 && isCurrent} onRetry={found.retry} />}
      {isFirstLoad && !error && <ListingsSkeleton />}
      <ol
        ref={listRef}
        tabIndex={-1}
        aria-label="Listings"
        aria-busy={!isCurrent || isLoadingMore}
        className={cx('outline-none transition-opacity duration-150', !isCurrent && 'opacity-50')}
      >
        {listings.map((listing) => (
          <ListingItem key={listing.id} listing={listing} terms={terms} actions={actions} />
        ))}
      </ol>
      {isCurrent && !error && <ListingsEnd found={found} />}
      {isCurrent && !error && <FeedLink q={q} />}
    </>
  );
}
