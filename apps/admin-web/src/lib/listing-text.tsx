import type { AdminListing } from '@initialsdb/contracts/admin';
import { cx, Highlight } from '@initialsdb/ui';
import { memo, useState } from 'react';
import { useBlursReported } from './preferences.js';
import { reasonPhrase } from './reasons.js';
import { useIsChanged } from './visibility/changed-listings.js';
import { lastActionText } from './visibility/messages.js';

const noTerms: readonly string[] = [];
const longChars = 400;

interface ListingTextProps {
  listing: AdminListing;
  /** Folded terms to mark. */
  terms?: readonly string[];
}

/** A listing's text with what became of it. Long ones are cut, and reported ones blurred where this browser says so, until opened. */
export const ListingText = memo(function ListingText({ listing, terms = noTerms }: ListingTextProps) {
  const [blurs] = useBlursReported();
  const [isOpen, setIsOpen] = useState(false);
  const isBlurred = blurs && listing.openReports > 0 && !isOpen;
  const isLong = listing.body.length > longChars || listing.body.split('\n').length > 4;
  return (
    <>
      <span
        dir="auto"
        className={cx(
          'whitespace-pre-wrap [overflow-wrap:anywhere]',
          listing.isHidden && 'text-soft',
          isBlurred ? 'line-clamp-1 select-none blur-[5px]' : isLong && !isOpen ? 'line-clamp-4' : 'block',
        )}
      >
        <Highlight text={listing.body} terms={terms} />
      </span>
      {(isLong || (blurs && listing.openReports > 0)) && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="mr-3 text-sm text-soft coarse:py-3 underline underline-offset-4 hover:text-ink"
        >
          {isOpen ? 'Show less' : isBlurred ? 'Show text' : 'Show all'}
        </button>
      )}
      <ListingState listing={listing} />
    </>
  );
});

/** `hidden as spam`, and by whom and when where that is news. */
function ListingState({ listing }: { listing: AdminListing }) {
  const isChanged = useIsChanged(listing.id);
  const { isHidden, lastAction } = listing;
  const full = lastActionText(listing);
  if (!isHidden && !isChanged) return null;
  const brief = isHidden ? `hidden${lastAction?.reason ? ` as ${reasonPhrase(lastAction.reason)}` : ''}` : 'visible';
  return (
    <span
      title={full}
      className={cx(
        'mt-1 inline-flex items-center gap-1.5 border px-1.5 text-xs',
        isChanged ? 'border-ink text-ink' : 'border-line text-soft',
      )}
    >
      {isChanged && <span aria-hidden className="size-1.5 bg-ink" />}
      {isChanged ? (full ?? brief) : brief}
    </span>
  );
}
