import { Link } from 'react-router';
import { paths } from '../../../lib/paths.js';
import { cx } from '@initialsdb/ui';
import type { PostingFailure } from '../posting-failure.js';

/** Why the text was not posted and what to do. The seconds count silently: a screen reader hears the sentence once. */
export function PostingFault({ failure, waitSeconds }: { failure: PostingFailure; waitSeconds: number }) {
  const { message, existingId, allowedAtMs, isCancelled } = failure;
  return (
    <div className={cx('flex flex-wrap gap-x-1.5 pt-3 text-sm', isCancelled ? 'text-soft' : 'text-danger')}>
      <p role="alert">{message}</p>
      {existingId !== undefined && (
        <Link to={paths.listing(existingId)} className="underline underline-offset-4">
          See the listing
        </Link>
      )}
      {allowedAtMs !== undefined && (
        <p role="timer" className="tabular-nums">
          {waitSeconds > 0 ? `Post again in ${waitSeconds} s.` : 'You can post again now.'}
        </p>
      )}
    </div>
  );
}
