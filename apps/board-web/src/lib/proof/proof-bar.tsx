import type { ProofProgress } from '@initialsdb/proof-of-work/solver';
import { cx } from '@initialsdb/ui';

/** One square per puzzle; the one in work fills from the left with what is likely done of it. */
function Square({ filled }: { filled: number }) {
  return (
    <svg viewBox="0 0 10 10" className="size-2 shrink-0 sm:size-2.5" aria-hidden>
      <rect x="0.5" y="0.5" width="9" height="9" fill="none" stroke="currentColor" />
      <rect width={10 * filled} height="10" fill="currentColor" />
    </svg>
  );
}

/** A proof's progress: as many squares as it has puzzles, filled as they are solved. */
export function ProofBar({ progress, className }: { progress: ProofProgress; className?: string }) {
  const { solved, puzzles, value } = progress;
  const inWork = Math.min(1, Math.max(0, value * puzzles - solved));
  return (
    <div className={cx('relative flex items-center gap-[3px] sm:gap-1', className)}>
      <progress
        aria-label="Proof of work"
        aria-valuetext={`${solved} of ${puzzles} puzzles solved`}
        value={solved}
        max={puzzles}
        className="absolute inset-0 size-full opacity-0"
      />
      {Array.from({ length: puzzles }, (_, i) => (
        <Square key={i} filled={i < solved ? 1 : i === solved ? inWork : 0} />
      ))}
    </div>
  );
}
