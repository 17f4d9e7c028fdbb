import { Button, countOf, formatCount } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { faultText } from '../../../lib/fault-text.js';
import { auditVerificationQuery } from '../api/audit-events.js';

/** Says whether the chain fits: each row carries a hash of itself and of the row before. It can't tell a chain that was made anew. */
export function Verification() {
  const { data, error, isFetching, refetch } = useQuery(auditVerificationQuery());
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-l-2 border-ink py-1 pl-3 text-md">
      <output>
        {isFetching && 'Checking the chain…'}
        {!isFetching && error && `The chain could not be checked. ${faultText(error)}`}
        {!isFetching && data?.ok && (
          <span className="text-ok">Unbroken: {countOf(data.checked, 'row', 'rows')} checked.</span>
        )}
        {!isFetching && data && !data.ok && (
          <span className="font-semibold text-danger">
            Broken at row {data.firstBroken}: somebody altered the record past the console. {formatCount(data.checked)}{' '}
            checked.
          </span>
        )}
      </output>
      <Button size="sm" aria-disabled={isFetching} onClick={() => void refetch()}>
        Check again
      </Button>
    </div>
  );
}
