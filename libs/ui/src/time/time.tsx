import { formatFullTime, formatRelativeTime } from './format-time.js';
import { useNow } from './use-now.js';

/** A moment as people say it, kept true while the page stays open; the full date is in its title. */
export function Time({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={formatFullTime(date)}>
      {formatRelativeTime(date, new Date(now))}
    </time>
  );
}
