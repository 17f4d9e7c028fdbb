import { useInfiniteQuery } from '@tanstack/react-query';
import { reportsQuery } from '../api/get-reports.js';

/** How many reports wait, as far as the first page tells. */
export function OpenReports() {
  const { data } = useInfiniteQuery(reportsQuery('open'));
  const count = data?.pages.reduce((sum, page) => sum + page.reports.length, 0) ?? 0;
  if (count === 0) return null;
  return (
    <span className="font-medium tabular-nums">
      {count}
      {data?.pages.at(-1)?.nextCursor != null && '+'}
      <span className="sr-only"> open</span>
    </span>
  );
}
