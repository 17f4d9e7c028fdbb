import { Time } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { paths } from '../../../lib/paths.js';
import { backupHealthQuery } from '../api/backups.js';

/** On every page, while the board could not be restored from anything recent. */
export function BackupBanner({ maySee }: { maySee: boolean }) {
  const { data } = useQuery(backupHealthQuery());
  const isThere = useLocation().pathname === paths.backups();
  if (data?.status !== 'stale') return null;
  return (
    <aside aria-label="Warning about backups" className="mb-5 border-l-2 border-danger bg-wash px-4 py-2.5 text-md">
      {data.newestVerifiedAt ? (
        <>
          The newest verified backup is too old: it was verified <Time at={data.newestVerifiedAt} />.
        </>
      ) : (
        'There is no verified backup of this board.'
      )}{' '}
      {isThere ? (
        'Back up now, then verify it.'
      ) : maySee ? (
        <Link to={paths.backups()} className="whitespace-nowrap underline underline-offset-2">
          To the backups
        </Link>
      ) : (
        'Tell an operator.'
      )}
    </aside>
  );
}
