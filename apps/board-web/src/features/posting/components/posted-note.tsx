import type { CreatedListing } from '@initialsdb/contracts';
import { IconButton } from '@initialsdb/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../../../lib/copy-button.js';
import { paths } from '../../../lib/paths.js';

/** After a post: where it is, and the one time that its delete token is shown. */
export function PostedNote({ created, onDismiss }: { created: CreatedListing; onDismiss: () => void }) {
  return (
    <Note text="Posted." listingId={created.listing.id} onDismiss={onDismiss}>
      <p className="mt-1 text-soft">
        This browser can delete it. To delete it from anywhere else, keep its delete token, which is shown only now:
      </p>
      <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3">
        <code className="min-w-0 font-mono text-xs text-ink [overflow-wrap:anywhere]">{created.deleteToken}</code>
        <CopyButton look="text" text={created.deleteToken} label="Copy token" />
      </p>
    </Note>
  );
}

/** After a second try, where the first had got through and only its answer, which held the delete token, was lost. */
export function PostedBeforeNote({ listingId, onDismiss }: { listingId: number; onDismiss: () => void }) {
  return (
    <Note text="Your first try got through: the text is on the board." listingId={listingId} onDismiss={onDismiss}>
      <p className="mt-1 text-soft">Its delete token was lost with the answer.</p>
    </Note>
  );
}

interface NoteProps {
  text: string;
  listingId: number;
  onDismiss: () => void;
  children: ReactNode;
}

function Note({ text, listingId, onDismiss, children }: NoteProps) {
  return (
    <div className="mt-3 flex gap-2 bg-wash py-3 pl-4 pr-2 text-sm">
      <div className="min-w-0 flex-1">
        <p aria-live="polite">
          {text}{' '}
          <Link to={paths.listing(listingId)} className="underline underline-offset-4">
            See your listing
          </Link>
        </p>
        {children}
      </div>
      <IconButton label="Dismiss" onClick={onDismiss} className="-my-1">
        <svg viewBox="0 0 12 12" className="size-3" stroke="currentColor" strokeWidth="1.25" aria-hidden>
          <path d="m1.5 1.5 9 9m0-9-9 9" />
        </svg>
      </IconButton>
    </div>
  );
}
