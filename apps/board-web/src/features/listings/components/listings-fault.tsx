import { Button } from '@initialsdb/ui';
import { faultText } from '../../../lib/fault-text.js';

interface ListingsFaultProps {
  error: Error;
  /** Whether there is something to look at all the same. */
  hasListings: boolean;
  onRetry: () => void;
}

/** Says why listings can't be shown; where nothing else is to be seen, the page also tries again by itself. */
export function ListingsFault({ error, hasListings, onRetry }: ListingsFaultProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-4 py-10 text-center text-md text-soft">
      <p className="text-balance">
        {hasListings ? 'Older listings could not be loaded. ' : 'The listings could not be loaded. '}
        {faultText(error)}
      </p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}
