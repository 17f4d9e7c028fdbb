import { listingIdSchema, type Listing } from '@initialsdb/contracts';
import { Button, Time } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError } from '@initialsdb/web';
import { useDeleteToken } from '../../../lib/own-listings.js';
import { faultText } from '../../../lib/fault-text.js';
import { usePageTitle } from '../../../lib/use-page-title.js';
import { listingQuery } from '../api/get-listing.js';
import { ListingBody } from './listing-body.js';
import type { ListingActions } from './listing-item.js';

/** A listing's own page, by the id in the URL, which may be anything. */
export function ListingPageContent({ id, actions }: { id: string; actions: ListingActions }) {
  const parsed = /^\d+$/.test(id) ? listingIdSchema.safeParse(Number(id)) : undefined;
  if (!parsed?.success) return <Missing />;
  return <LoadedListing id={parsed.data} actions={actions} />;
}

function LoadedListing({ id, actions }: { id: number; actions: ListingActions }) {
  const { data: listing, error, refetch } = useQuery(listingQuery(id));
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <Missing />;
  if (error instanceof ApiError && error.code === 'GONE') {
    return <Notice title="This listing was hidden">The moderators of the board took it out of sight.</Notice>;
  }
  if (listing) return <ShownListing listing={listing} actions={actions} />;
  if (error) {
    return (
      <Notice
        title="This listing could not be loaded"
        action={<Button onClick={() => void refetch()}>Try again</Button>}
      >
        {faultText(error)}
      </Notice>
    );
  }
  return (
    <div aria-busy className="animate-late-in py-6">
      <span className="sr-only">Loading the listing…</span>
      <div className="h-3.5 w-4/5 animate-breathe bg-line" />
    </div>
  );
}

function ShownListing({ listing, actions }: { listing: Listing; actions: ListingActions }) {
  const isOwn = useDeleteToken(listing.id) !== undefined;
  usePageTitle(listing.body);
  return (
    <article aria-label={`Listing ${listing.id}`}>
      <div className="text-xl leading-relaxed">
        <ListingBody body={listing.body} terms={[]} isCollapsible={false} />
      </div>
      <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-4 text-sm text-soft">
        <Time at={listing.createdAt} />
        {isOwn && <span>yours</span>}
        <span className="ml-auto flex items-center gap-4">{actions(listing)}</span>
      </div>
    </article>
  );
}

function Missing() {
  return <Notice title="No such listing">It was deleted, or the address is wrong.</Notice>;
}

function Notice({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  usePageTitle(title);
  return (
    <section role="alert" className="py-10">
      <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
      <p className="mt-1 text-soft">{children}</p>
      {action && <div className="mt-6">{action}</div>}
    </section>
  );
}
