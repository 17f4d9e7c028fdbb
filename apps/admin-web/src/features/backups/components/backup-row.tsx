import type { Backup } from '@initialsdb/contracts/admin';
import { cx, Time } from '@initialsdb/ui';
import { Cell, DataRow } from '../../../lib/data-table.js';
import { formatBytes, formatDuration } from '../../../lib/format.js';
import { BackupActions } from './backup-actions.js';
import { BackupProgressBar } from './backup-progress-bar.js';

export interface BackupRowProps {
  backup: Backup;
  /** The successful one before it, for comparison. */
  previous: Backup | undefined;
  /** Its deletion asks for its name. */
  isNewestVerified: boolean;
  folder: string;
  /** Something is being done with some backup, so that nothing else can be begun. */
  isBusy: boolean;
  withRecentPassword: (work: () => void) => void;
}

/** One run: what it came to, or how far it is. */
export function BackupRow(props: BackupRowProps) {
  const { backup, previous } = props;
  const { state, trigger, startedBy, startedAt, finishedAt, sizeBytes, file, sha256, verifiedAt } = backup;
  const { error, fileFault } = backup;
  return (
    <DataRow isDim={state === 'cancelled'}>
      <Cell isNumber>
        <Time at={startedAt} />
        <span className="block text-sm">{trigger === 'console' ? startedBy : `by ${trigger}`}</span>
      </Cell>
      <Cell className="min-w-[12rem] max-md:w-full">
        <span className={cx(state === 'failed' && 'font-medium text-danger')}>{state}</span>
        {backup.progress && <BackupProgressBar state={state} progress={backup.progress} />}
        {error !== null && <p className="max-w-prose text-sm text-soft [overflow-wrap:anywhere]">{error}</p>}
      </Cell>
      <Cell isNumber>
        {sizeBytes !== null && formatBytes(sizeBytes)}
        {sizeBytes !== null && previous?.sizeBytes && (
          <span className="block text-sm" title={`against ${formatBytes(previous.sizeBytes)} before`}>
            {change(sizeBytes, previous.sizeBytes)}
          </span>
        )}
      </Cell>
      <Cell isNumber>
        {state === 'succeeded' && finishedAt && formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))}
      </Cell>
      <Cell isNumber {...(state === 'succeeded' && { label: 'verified' })}>
        {verifiedAt ? <Time at={verifiedAt} /> : state === 'succeeded' && 'not yet'}
      </Cell>
      <Cell className="max-md:w-full">
        {file !== null && <span className="block text-sm [overflow-wrap:anywhere] lg:whitespace-nowrap">{file}</span>}
        {fileFault !== undefined && (
          <p className="max-w-prose text-sm font-medium text-danger [overflow-wrap:anywhere]">{fileFault}</p>
        )}
        {sha256 !== null && (
          <code className="block text-xs text-soft" title={`SHA-256 ${sha256}`}>
            <span className="sr-only">SHA-256 {sha256}</span>
            <span aria-hidden>sha256 {sha256.slice(0, 16)}…</span>
          </code>
        )}
      </Cell>
      <Cell>
        <BackupActions {...props} />
      </Cell>
    </DataRow>
  );
}

/** `+12.5 %`; an equal size says so. */
function change(size: number, before: number): string {
  const percent = ((size - before) / before) * 100;
  if (Math.abs(percent) < 0.05) return 'as before';
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent).toFixed(1)} %`;
}
