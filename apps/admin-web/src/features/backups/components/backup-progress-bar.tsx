import type { Backup, BackupProgress } from '@initialsdb/contracts/admin';
import { cx } from '@initialsdb/ui';
import { formatBytes } from '../../../lib/format.js';

const steps: Record<BackupProgress['step'], string> = {
  preparing: 'preparing',
  dumping: 'dumping',
  reading: 'reading back',
  verifying: 'restoring to verify',
  encrypting: 'encrypting',
  publishing: 'finishing',
};

/** How far a run is: by tables while it dumps, as each of the other steps is one that takes as long as it takes. */
export function BackupProgressBar({ state, progress }: { state: Backup['state']; progress: BackupProgress }) {
  const { step, tables, tablesTotal, bytes } = progress;
  const isCounted = step === 'dumping' && tablesTotal > 0;
  const text = [
    steps[step],
    isCounted && `table ${tables} of ${tablesTotal}`,
    state === 'running' && bytes > 0 && formatBytes(bytes),
  ];
  return (
    <div className="mt-1 max-w-[16rem]">
      <progress
        aria-label={state === 'running' ? 'Backup' : 'Verification'}
        className={cx(
          'block h-1 w-full appearance-none bg-line accent-ink [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-ink',
          // Without this what can't be counted looks as if it stood still.
          'motion-safe:indeterminate:animate-pulse [&:indeterminate::-moz-progress-bar]:bg-soft [&:indeterminate::-webkit-progress-bar]:bg-soft',
        )}
        {...(isCounted && { value: tables, max: tablesTotal })}
      />
      <span className="text-sm tabular-nums text-soft">{text.filter(Boolean).join(', ')}</span>
    </div>
  );
}
