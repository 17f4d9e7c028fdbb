import { reportStates } from '@initialsdb/contracts/admin';
import { Button, Chip, ChipGroup, countOf } from '@initialsdb/ui';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { EmptyNote, FaultNote, LoadingNote, LoadMore, PageHeading } from '../../../lib/page-parts.js';
import { useFreshUnlessBack } from '../../../lib/use-fresh-unless-back.js';
import { openReportsQuery, reportsQuery, type ReportsFilter } from '../api/get-reports.js';
import { ReportItem } from './report-item.js';

const stateLabels = { open: 'Open', resolved: 'Resolved' };

function readFilter(parameters: URLSearchParams): ReportsFilter {
  const listing = parameters.get('listing') ?? '';
  return {
    state: parameters.get('state') === 'resolved' ? 'resolved' : 'open',
    listing: /^[1-9]\d{0,15}$/.test(listing) ? listing : '',
  };
}

/** What readers reported: those that wait, and those that were dealt with. */
export function Reports() {
  const [parameters, setParameters] = useSearchParams();
  const filter = readFilter(parameters);
  useFreshUnlessBack(reportsQuery(filter).queryKey);
  const query = useInfiniteQuery(reportsQuery(filter));
  const reports = query.data?.pages.flatMap((page) => page.reports) ?? [];
  const change = (part: Partial<ReportsFilter>) => {
    const { state, listing } = { ...filter, ...part };
    setParameters({ ...(state !== 'open' && { state }), ...(listing !== '' && { listing }) });
  };
  return (
    <>
      <PageHeading title="Reports">What readers of the board think should not be on it.</PageHeading>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <ChipGroup label="State">
          {reportStates.map((state) => (
            <Chip key={state} isOn={filter.state === state} onClick={() => change({ state })}>
              {stateLabels[state]}
            </Chip>
          ))}
        </ChipGroup>
        {filter.listing !== '' && (
          <Chip isOn onClick={() => change({ listing: '' })} aria-label={`Listing ${filter.listing} only`}>
            Listing {filter.listing} ×
          </Chip>
        )}
      </div>
      <NewReports filter={filter} shown={new Set(reports.map(({ id }) => id))} isShown={query.isSuccess} />
      {query.isLoading && !query.error && <LoadingNote />}
      {query.error && reports.length === 0 && <FaultNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && reports.length === 0 && (
        <EmptyNote>{filter.state === 'open' ? 'No reports wait.' : 'No report was resolved yet.'}</EmptyNote>
      )}
      {reports.length > 0 && (
        <ul aria-label="Reports" className="border-t border-ink">
          {reports.map((report) => (
            <ReportItem key={report.id} report={report} />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        error={reports.length > 0 ? query.error : null}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </>
  );
}

interface NewReportsProps {
  filter: ReportsFilter;
  shown: ReadonlySet<number>;
  isShown: boolean;
}

/** Announces reports that came meanwhile, without moving those that one reads. */
function NewReports({ filter, shown, isShown }: NewReportsProps) {
  const client = useQueryClient();
  const { data } = useQuery(openReportsQuery());
  const newest = Math.max(0, ...shown);
  const count =
    filter.state === 'open' && isShown
      ? (data?.reports ?? []).filter(
          ({ id, listingId }) => id > newest && (filter.listing === '' || String(listingId) === filter.listing),
        ).length
      : 0;
  return (
    <output className="block">
      {count > 0 && (
        <Button
          size="sm"
          className="mb-3 w-full"
          onClick={() => void client.resetQueries({ queryKey: reportsQuery(filter).queryKey, exact: true })}
        >
          {countOf(count, 'new report', 'new reports')}
        </Button>
      )}
    </output>
  );
}
