import type { Report, ReportsPage } from '@initialsdb/contracts/admin';
import { Button, countOf, cx, Time, useToast } from '@initialsdb/ui';
import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { changeFaultText } from '../../../lib/fault-text.js';
import { ListingText } from '../../../lib/listing-text.js';
import { paths } from '../../../lib/paths.js';
import { PosterButton } from '../../../lib/poster-button.js';
import { reasonLabel } from '../../../lib/reasons.js';
import { useModeration } from '../../../lib/visibility/moderation.js';
import { reportsKey } from '../../../lib/visibility/shown-listings.js';
import { openReportsQuery, updateReport } from '../api/get-reports.js';

/** A report with its listing. It stays where it is when it is dealt with. */
export function ReportItem({ report }: { report: Report }) {
  const { listing } = report;
  const { hide, unhide } = useModeration();
  const navigate = useNavigate();
  const update = useUpdateReport();
  // Hiding a listing resolves its reports, and undoing that opens them again.
  const isResolved = report.state === 'resolved' || listing.isHidden;
  const showPoster = (poster: string) => void navigate(paths.listings(new URLSearchParams({ poster }).toString()));
  return (
    <li className={cx('flex flex-wrap gap-x-8 gap-y-3 border-b border-line py-4 text-md', isResolved && 'bg-wash/60')}>
      <div className="w-full sm:w-40 sm:shrink-0">
        <p className={cx('font-semibold', !isResolved && 'text-danger')}>{reasonLabel(report.reason)}</p>
        <p className="text-sm text-soft">
          <Time at={report.createdAt} />
        </p>
        {isResolved && <p className="text-sm text-soft">Resolved{report.resolvedBy && ` by ${report.resolvedBy}`}</p>}
      </div>
      <div className="min-w-0 flex-1 basis-64">
        {report.note && <p className="mb-2 [overflow-wrap:anywhere]">“{report.note}”</p>}
        <div className="border-l-2 border-line pl-3">
          <ListingText listing={listing} />
        </div>
        <p className="mt-2 flex flex-wrap gap-x-4 text-sm text-soft">
          <span>Listing {listing.id}</span>
          <PosterButton poster={listing.poster} onOpen={showPoster} />
          <span>
            posted <Time at={listing.createdAt} />
          </span>
          {listing.openReports > 1 && (
            <Link
              to={paths.reports(`listing=${listing.id}`)}
              className="underline-offset-4 hover:text-ink hover:underline"
            >
              reported {countOf(listing.openReports, 'time', 'times')} in all
            </Link>
          )}
        </p>
      </div>
      <div className="flex shrink-0 items-start gap-2">
        {listing.isHidden ? (
          <Button
            size="sm"
            aria-label={`Unhide listing ${listing.id}`}
            onClick={() => unhide({ kind: 'one', listing })}
          >
            Unhide
          </Button>
        ) : (
          <Button
            size="sm"
            look={isResolved ? 'outline' : 'primary'}
            aria-label={`Hide listing ${listing.id}`}
            onClick={() => hide({ kind: 'one', listing })}
          >
            Hide…
          </Button>
        )}
        {!listing.isHidden && (
          <Button
            size="sm"
            aria-disabled={update.isPending}
            onClick={() => update.mutate({ id: report.id, state: isResolved ? 'open' : 'resolved' })}
          >
            {isResolved ? 'Open again' : 'Resolve'}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Resolves a report, or opens it again: shown in its place, with an Undo. */
function useUpdateReport() {
  const client = useQueryClient();
  const toast = useToast();
  const update = useMutation({
    mutationFn: updateReport,
    onSuccess(changed) {
      client.setQueriesData<InfiniteData<ReportsPage>>(
        { queryKey: reportsKey },
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              reports: page.reports.map((report) => (report.id === changed.id ? changed : report)),
            })),
          },
      );
      void client.invalidateQueries({ queryKey: openReportsQuery().queryKey });
      const state = changed.state === 'open' ? 'resolved' : 'open';
      toast({
        message: state === 'open' ? 'Resolved 1 report; its listing stays.' : 'The report is open again.',
        action: { label: 'Undo', onAction: () => update.mutate({ id: changed.id, state }) },
      });
    },
    onError: (error) => toast({ message: changeFaultText(error), isError: true }),
  });
  return update;
}
