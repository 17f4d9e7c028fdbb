import type { Listing } from '@initialsdb/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { showNewListing } from '../features/listings/api/listings-cache.js';
import { Listings } from '../features/listings/components/listings.js';
import { SearchBox } from '../features/listings/components/search-box.js';
import { Composer } from '../features/posting/components/composer.js';
import { paths } from '../lib/paths.js';
import { usePageTitle } from '../lib/use-page-title.js';
import { ListingActions } from './listing-actions.js';

/** The one screen: write, search, read. The search lives in the URL. */
export function BoardPage() {
  const [parameters] = useSearchParams();
  const q = (parameters.get('q') ?? '').trim();
  const client = useQueryClient();
  const navigate = useNavigate();
  const list = useRef<HTMLOListElement>(null);
  usePageTitle(q);

  // The first search makes an entry in the history, so that Back leads out of it; the letters after it don't.
  const search = (next: string) => void navigate(paths.board(next), { replace: q !== '', preventScrollReset: true });
  const show = useCallback((listing: Listing) => showNewListing(client, listing), [client]);
  const actions = useCallback(
    (listing: Listing) => (
      <ListingActions listing={listing} onDeleted={() => list.current?.focus({ preventScroll: true })} />
    ),
    [],
  );
  return (
    <>
      <Composer onPosted={show} />
      <SearchBox q={q} onSearch={search} />
      <Listings q={q} actions={actions} listRef={list} />
    </>
  );
}
