import type { Backup } from '@initialsdb/contracts/admin';
import { Button, useToast } from '@initialsdb/ui';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { DataTable, TimeUntil } from '../../../lib/data-table.js';
import { faultText } from '../../../lib/fault-text.js';
import { EmptyNote, FaultNote, LoadingNote, LoadMore, PageHeading } from '../../../lib/page-parts.js';
import { backupsKey, backupsQuery, startBackup } from '../api/backups.js';
import { BackupRow } from './backup-row.js';

const columns = ['Begun', 'State', 'Size', 'Duration', 'Verified', 'File', ''];

/** Runs of backups and their files. `withRecentPassword` does what it is given once the password was given lately. */
export function Backups({ withRecentPassword }: { withRecentPassword: (work: () => void) => void }) {
  const list = useInfiniteQuery(backupsQuery());
  const start = useStart();
  const backups = list.data?.pages.flatMap((page) => page.backups) ?? [];
  const { folder = '', nextAt = null } = list.data?.pages[0] ?? {};
  const newestVerified = backups.find(({ verifiedAt, fileFault }) => verifiedAt !== null && fileFault === undefined);
  const isBusy = backups.some(({ state, progress }) => state === 'running' || progress);
  return (
    <>
      <PageHeading
        title="Backups"
        actions={
          <Button
            look="primary"
            aria-disabled={start.isPending || isBusy}
            onClick={() => !start.isPending && !isBusy && start.mutate()}
          >
            Back up now
          </Button>
        }
      >
        Files are kept in {folder === '' ? 'a folder' : <code className="break-all text-sm">{folder}</code>} on the
        board’s own machine. That is no copy for the day the machine is gone: fetch the newest elsewhere with{' '}
        <code className="whitespace-nowrap text-sm">make backup-pull</code>.
        {nextAt && (
          <>
            {' '}
            The next one is taken and verified by itself <TimeUntil at={nextAt} />.
          </>
        )}
      </PageHeading>
      {list.error && !list.data && <FaultNote error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <LoadingNote />}
      {list.data && (
        <DataTable label="Backups" columns={columns}>
          {backups.map((backup, index) => (
            <BackupRow
              key={backup.id}
              backup={backup}
              previous={backups.slice(index + 1).find(hasFile)}
              isNewestVerified={backup === newestVerified}
              folder={folder}
              isBusy={isBusy}
              withRecentPassword={withRecentPassword}
            />
          ))}
        </DataTable>
      )}
      {list.data && backups.length === 0 && <EmptyNote>No backup has been taken yet.</EmptyNote>}
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoadMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function hasFile({ state }: Backup): boolean {
  return state === 'succeeded';
}

function useStart() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: startBackup,
    onError: (error) => toast({ message: faultText(error), isError: true }),
    onSettled: () => client.invalidateQueries({ queryKey: backupsKey }),
  });
}
