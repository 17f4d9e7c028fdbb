import { ApiError } from '@initialsdb/web';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { EmptyNote, FaultNote, LoadingNote, PageHeading } from '../../../lib/page-parts.js';
import { paths } from '../../../lib/paths.js';
import { batchQuery } from '../api/batches.js';
import { BatchFacts } from './batch-facts.js';
import { BatchUndo } from './batch-undo.js';

/** One batch, found again from the audit log by whoever comes later: what it was, and its undo. `id` is as the URL has it. */
export function Batch({ id }: { id: string }) {
  const isNumber = /^[1-9]\d{0,14}$/.test(id);
  const { data: batch, error, refetch } = useQuery({ ...batchQuery(Number(id)), enabled: isNumber });
  const isMissing = !isNumber || (error instanceof ApiError && error.code === 'NOT_FOUND');
  return (
    <>
      <PageHeading title={isNumber ? `Batch ${id}` : 'Batch'}>
        Changed together, and undone together.{' '}
        <Link to={paths.auditLog()} className="underline underline-offset-2 hover:text-ink">
          Back to the audit log
        </Link>
      </PageHeading>
      {!batch && !error && !isMissing && <LoadingNote />}
      {isMissing && <EmptyNote>There is no such batch.</EmptyNote>}
      {error && !batch && !isMissing && <FaultNote error={error} onRetry={() => void refetch()} />}
      {batch && (
        <>
          <BatchFacts batch={batch} />
          <BatchUndo batch={batch} />
        </>
      )}
    </>
  );
}
