import { Time } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { paths } from '../../../lib/paths.js';
import { backupHealthQuery } from '../api/backups.js';

/** On every page, while the board could not be restored from anything recent. */
export function BackupBanner({ maySee }: { maySee: boolean }) {
  const { data } = useQuery(backupHealthQuery());
  if (data?.status !== 'stale') return null;
  return (
    <p role="status" className="mb-5 border-l-2 border-danger bg-wash px-4 py-2.5 text-md">
      {data.newestVerifiedAt ? (
        <>
          The newest verified backup is too old: it was verified <Time at={data.newestVerifiedAt} />.
        </>
      ) : (
        'There is no verified backup of this board.'
      )}{' '}
      {maySee ? (
        <Link to={paths.backups()} className="underline underline-offset-2">
          To the backups
        </Link>
      ) : (
        'Tell an operator.'
      )}
    </p>
  );
}
