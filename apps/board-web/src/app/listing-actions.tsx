import type { Listing } from '@initialsdb/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { DeleteButton } from '../features/deletion/components/delete-button.js';
import { dropListing } from '../features/listings/api/listings-cache.js';
import { ReportButton } from '../features/reports/components/report-button.js';
import { CopyButton } from '../lib/copy-button.js';
import { useDeleteToken } from '../lib/own-listings.js';
import { paths } from '../lib/paths.js';

interface ListingActionsProps {
  listing: Listing;
  onDeleted: () => void;
  /** On the listing's own page: everything. In the list, one's own listings offer more than others'. */
  isOwnPage?: boolean;
}

/** What one can do with a listing. */
export function ListingActions({ listing, onDeleted, isOwnPage = false }: ListingActionsProps) {
  const client = useQueryClient();
  const deleteToken = useDeleteToken(listing.id);
  const isOwn = deleteToken !== undefined;
  const finish = () => {
    dropListing(client, listing.id);
    onDeleted();
  };
  return (
    <>
      {(isOwn || isOwnPage) && (
        <CopyButton look="text" label="Copy link" text={new URL(paths.listing(listing.id), location.origin).href} />
      )}
      {!isOwn && <ReportButton listingId={listing.id} />}
      {(isOwn || isOwnPage) && <DeleteButton id={listing.id} deleteToken={deleteToken} onDeleted={finish} />}
    </>
  );
}
