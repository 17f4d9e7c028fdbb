import { parseSearchQuery, SearchTooLargeError } from '@initialsdb/contracts';
import { Button, countOf } from '@initialsdb/ui';
import { useMemo, useRef, type ReactNode } from 'react';
import { EmptyNote, FaultNote, LoadingNote, LoadMore, PageHeading } from '../../../lib/page-parts.js';
import { useModeration } from '../../../lib/visibility/moderation.js';
import { useCurrentRow } from '../hooks/use-current-row.js';
import { useFoundListings } from '../hooks/use-found-listings.js';
import { useListingsShortcuts } from '../hooks/use-listings-shortcuts.js';
import { useListingsState } from '../hooks/use-listings-state.js';
import { useSelection } from '../hooks/use-selection.js';
import { filterOf, listParameters } from '../listings-state.js';
import { BulkBar } from './bulk-bar.js';
import { ListingsTable } from './listings-table.js';
import { Toolbar } from './toolbar.js';

/** What a search is for, or why it can't be made. */
function parse(q: string): { terms: string[]; fault?: string } {
  try {
    return { terms: parseSearchQuery(q) };
  } catch (error) {
    if (error instanceof SearchTooLargeError) return { terms: [], fault: error.message };
    throw error;
  }
}

interface ListingsProps {
  /** What stands above the listings of one poster. */
  posterBar: (poster: string, onClear: () => void) => ReactNode;
}

/** The one table over all listings, visible and hidden. */
export function Listings({ posterBar }: ListingsProps) {
  const [state, change] = useListingsState();
  const { terms, fault } = useMemo(() => parse(state.q), [state.q]);
  const parameters = useMemo(() => listParameters(state), [state]);
  const filter = useMemo(() => filterOf(state), [state]);
  const found = useFoundListings(parameters);
  const selection = useSelection(filter);
  const current = useCurrentRow(found.listings);
  const moderation = useModeration();
  const search = useRef<HTMLInputElement>(null);
  useListingsShortcuts({ selection, current, moderation, search });

  const total = found.total === undefined ? undefined : countOf(found.total, 'listing', 'listings');
  return (
    <>
      <PageHeading
        title="Listings"
        actions={
          <p className="text-md tabular-nums text-soft">{total && (found.isCapped ? `More than ${total}` : total)}</p>
        }
      />
      <Toolbar state={state} onChange={change} searchRef={search} />
      {state.poster !== '' && posterBar(state.poster, () => change({ poster: '' }))}
      {fault ? (
        <p role="alert" className="py-6 text-md text-danger">
          {fault}
        </p>
      ) : (
        <div className="mt-4">
          <output className="block">
            {found.newCount > 0 && (
              <Button size="sm" className="mb-3 w-full" onClick={found.showNew}>
                {countOf(found.newCount, 'new listing', 'new listings')}
              </Button>
            )}
          </output>
          {found.error && found.listings.length === 0 && <FaultNote error={found.error} onRetry={found.retry} />}
          {found.isFirstLoad && !found.error && <LoadingNote />}
          {found.listings.length > 0 && (
            <ListingsTable
              listings={found.listings}
              state={state}
              terms={terms}
              selection={selection}
              currentId={current.id}
              isStale={found.isPrevious}
              onCurrent={current.set}
              onChange={change}
            />
          )}
          {!found.isFirstLoad && !found.error && found.listings.length === 0 && !found.hasMore && (
            <EmptyNote>
              {Object.keys(filter).length === 0 ? 'Nothing was posted yet.' : 'No listing matches.'}
            </EmptyNote>
          )}
          <LoadMore
            hasMore={found.hasMore}
            isLoading={found.isLoadingMore}
            error={found.listings.length > 0 ? found.error : null}
            onLoadMore={found.error ? found.retry : found.loadMore}
          />
        </div>
      )}
      <BulkBar
        selection={selection}
        total={found.isCapped ? undefined : found.total}
        onHide={() => moderation.hide(selection.target, selection.clear)}
        onUnhide={() => moderation.unhide(selection.target, selection.clear)}
      />
    </>
  );
}
