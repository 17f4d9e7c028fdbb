import type { ProofProgress } from '@initialsdb/proof-of-work/solver';
import { useEffect, useState } from 'react';
import { ProofBar } from '../../../lib/proof/proof-bar.js';

const noticeableMs = 400;

function isInWork(progress: ProofProgress | undefined): boolean {
  return progress?.phase === 'fetching' || progress?.phase === 'solving';
}

/**
 * Whether there is something to cancel: at once while a post waits for its proof, and in the background only when the proof takes
 * long enough to be noticed, so that no button flashes up at the first key.
 */
export function useIsSolving(progress: ProofProgress | undefined, isWaiting: boolean): boolean {
  const inWork = isInWork(progress);
  const [isNoticeable, setIsNoticeable] = useState(false);
  useEffect(() => {
    if (!inWork) return;
    const timer = setTimeout(() => setIsNoticeable(true), noticeableMs);
    return () => {
      clearTimeout(timer);
      setIsNoticeable(false);
    };
  }, [inWork]);
  return isWaiting || (inWork && isNoticeable);
}

interface ProofStatusProps {
  progress: ProofProgress | undefined;
  isPosting: boolean;
}

/** The eight squares, and in words what is being done where a person waits for it. */
export function ProofStatus({ progress, isPosting }: ProofStatusProps) {
  const isShown = progress !== undefined && progress.puzzles > 0 && progress.phase !== 'idle';
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3">
      {isShown && <ProofBar progress={progress} className="text-ink animate-fade-in" />}
      {isPosting && (
        <span className="hidden truncate sm:inline">
          {isInWork(progress) && progress
            ? `Proving that you are no flood of bots, ${progress.solved} of ${progress.puzzles}`
            : 'Posting…'}
        </span>
      )}
    </div>
  );
}
