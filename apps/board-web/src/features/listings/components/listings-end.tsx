import { Button } from '@initialsdb/ui';
import { useEffect, useRef } from 'react';
import type { Listings } from '../hooks/use-listings.js';

/** What stands below the list: the way on, what is being done, or that there is no more. */
export function ListingsEnd({ found }: { found: Listings }) {
  const { listings, hasMore, isLoadingMore, hasLoadedMore } = found;
  const end = useRef<HTMLParagraphElement>(null);
  const wasAsked = useRef(false);

  // The button that had the focus goes away with the last page: what takes its place takes the focus too.
  useEffect(() => {
    if (hasMore || !wasAsked.current) return;
    wasAsked.current = false;
    if (document.activeElement === document.body) end.current?.focus({ preventScroll: true });
  }, [hasMore]);

  const loadMore = () => {
    wasAsked.current = true;
    found.loadMore();
  };
  return (
    <>
      {hasMore && (
        <div className="mt-6 flex justify-center">
          <Button look="outline" aria-disabled={isLoadingMore} onClick={isLoadingMore ? undefined : loadMore}>
            Load more
          </Button>
        </div>
      )}
      <p ref={end} tabIndex={-1} aria-live="polite" className="mt-4 min-h-5 text-center text-sm text-soft outline-none">
        {hasMore && isLoadingMore && (listings.length > 0 ? 'Loading older listings…' : 'Searching older listings…')}
        {!hasMore && hasLoadedMore && 'No older listings.'}
      </p>
    </>
  );
}
