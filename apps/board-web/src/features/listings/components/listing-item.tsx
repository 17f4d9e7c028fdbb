import type { Listing } from '@initialsdb/contracts';
import { cx, Time } from '@initialsdb/ui';
import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useDeleteToken } from '../../../lib/own-listings.js';
import { paths } from '../../../lib/paths.js';
import { ListingBody } from './listing-body.js';

export type ListingActions = (listing: Listing) => ReactNode;

interface ListingItemProps {
  listing: Listing;
  /** Folded terms to mark. */
  terms: readonly string[];
  actions: ListingActions;
}

/** One listing of the list, linked to its own page. */
export const ListingItem = memo(function ListingItem({ listing, terms, actions }: ListingItemProps) {
  const isOwn = useDeleteToken(listing.id) !== undefined;
  return (
    <li
      className={cx(
        'border-b border-line py-5',
        isOwn &&
          'relative before:absolute before:-left-4 before:inset-y-5 before:w-[3px] before:bg-ink sm:before:-left-5',
      )}
    >
      <ListingBody body={listing.body} terms={terms} isCollapsible />
      <div className="mt-2 flex items-center gap-4 text-sm text-soft">
        <Link
          to={paths.listing(listing.id)}
          className="-my-2 py-2 coarse:-my-3 coarse:py-3 underline-offset-4 hover:text-ink hover:underline"
        >
          <Time at={listing.createdAt} />
        </Link>
        {isOwn && <span>yours</span>}
        <span className="ml-auto flex items-center gap-4">{actions(listing)}</span>
      </div>
    </li>
  );
});
