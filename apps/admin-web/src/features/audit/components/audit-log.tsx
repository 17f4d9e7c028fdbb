import { auditActions } from '@initialsdb/contracts/admin';
import { SelectField } from '@initialsdb/ui';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { DataTable } from '../../../lib/data-table.js';
import { EmptyNote, FaultNote, LoadingNote, LoadMore, PageHeading } from '../../../lib/page-parts.js';
import { paths } from '../../../lib/paths.js';
import { auditEventsQuery, auditParameters, type AuditFilter } from '../api/audit-events.js';
import { AuditRow } from './audit-row.js';
import { FilterField } from './filter-field.js';
import { Verification } from './verification.js';

const actionOptions = [{ value: '', label: 'Every action' }, ...auditActions.map((value) => ({ value, label: value }))];
const columns = ['When', 'Who', 'Action', 'Listing', 'Reason and note', 'Details'];

function readFilter(parameters: URLSearchParams): AuditFilter {
  const action = parameters.get('action') ?? '';
  const listing = parameters.get('listing') ?? '';
  return {
    actor: parameters.get('actor') ?? '',
    action: auditActions.some((known) => known === action) ? action : '',
    listing: /^[1-9]\d{0,15}$/.test(listing) ? listing : '',
  };
}

/** Who changed what, when and why: a record that nobody can edit here. */
export function AuditLog({ maySeeBatches }: { maySeeBatches: boolean }) {
  const [parameters, setParameters] = useSearchParams();
  const filter = readFilter(parameters);
  const query = useInfiniteQuery({ ...auditEventsQuery(filter), placeholderData: keepPreviousData });
  const isPrevious = query.isPlaceholderData;
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  const change = (part: Partial<AuditFilter>) => setParameters(auditParameters({ ...filter, ...part }));
  return (
    <>
      <PageHeading
        title="Audit log"
        actions={
          <a
            href={paths.api.auditExport(new URLSearchParams(auditParameters(filter)))}
            download
            className="inline-flex min-h-8 coarse:min-h-11 items-center border border-line px-3 text-sm font-medium hover:border-ink"
          >
            Export as CSV
          </a>
        }
      >
        Every change. One that is altered or taken out past the console breaks the chain of hashes. A chain that was cut
        off or made anew fits again: against that, each backup’s manifest has the newest row’s hash.
      </PageHeading>
      <Verification />
      <div className="mb-4 mt-4 flex flex-wrap items-end gap-3">
        <FilterField label="Who" value={filter.actor} onChange={(actor) => change({ actor })} />
        <SelectField
          label="Action"
          options={actionOptions}
          value={filter.action}
          onChange={(event) => change({ action: event.target.value })}
        />
        <FilterField
          label="Listing"
          value={filter.listing}
          inputMode="numeric"
          onChange={(listing) => change({ listing: listing.replaceAll(/\D/g, '') })}
        />
      </div>
      {(query.isLoading || (isPrevious && events.length === 0)) && !query.error && <LoadingNote />}
      {query.error && events.length === 0 && <FaultNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && !isPrevious && events.length === 0 && <EmptyNote>Nothing on record matches.</EmptyNote>}
      {events.length > 0 && (
        <DataTable label="Audit log" columns={columns} isStale={isPrevious}>
          {events.map((event) => (
            <AuditRow key={event.id} event={event} maySeeBatches={maySeeBatches} />
          ))}
        </DataTable>
      )}
      <LoadMore
        hasMore={query.hasNextPage && !isPrevious}
        isLoading={query.isFetchingNextPage}
        error={events.length > 0 ? query.error : null}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </>
  );
}
