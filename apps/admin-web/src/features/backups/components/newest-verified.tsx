import { cx, Time } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { backupHealthQuery } from '../api/backups.js';

/** The age of the newest backup that is proven to restore, in red where it is too old or there is none. */
export function NewestVerified() {
  const { data, isError } = useQuery(backupHealthQuery());
  if (!data) return isError ? 'not known' : '…';
  return (
    <span className={cx(data.status === 'stale' && 'text-danger')}>
      {data.newestVerifiedAt ? <Time at={data.newestVerifiedAt} /> : 'none'}
    </span>
  );
}
