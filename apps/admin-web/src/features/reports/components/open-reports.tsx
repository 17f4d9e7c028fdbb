import { useQuery } from '@tanstack/react-query';
import { openReportsQuery } from '../api/get-reports.js';

/** How many reports wait, as far as one page tells. Hidden from the link's name; `id` is for its description. */
export function OpenReports({ id }: { id: string }) {
  const { data } = useQuery(openReportsQuery());
  if (!data || data.reports.length === 0) return null;
  return (
    <span id={id} aria-hidden className="font-medium tabular-nums">
      {data.reports.length}
      {data.nextCursor !== null && '+'}
      <span className="sr-only"> open</span>
    </span>
  );
}
