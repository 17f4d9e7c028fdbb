import { useQuery } from '@tanstack/react-query';
import { openReportsQuery } from '../api/get-reports.js';

/** How many reports wait, as far as one page tells. Beside the link to them, which is described by it. */
export function OpenReports({ id }: { id: string }) {
  const { data } = useQuery(openReportsQuery());
  if (!data || data.reports.length === 0) return null;
  return (
    <span
      id={id}
      className="pointer-events-none absolute right-2 top-1.5 text-md coarse:top-3 font-medium tabular-nums text-soft"
    >
      {data.reports.length}
      {data.nextCursor !== null && '+'}
      <span className="sr-only"> open</span>
    </span>
  );
}
