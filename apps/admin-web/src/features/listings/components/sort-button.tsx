import { cx } from '@initialsdb/ui';
import type { ReactNode } from 'react';

interface SortButtonProps {
  sorted: false | 'asc' | 'desc';
  onClick: () => void;
  children: ReactNode;
}

/** A column's name, which sorts by it; pressed again, the other way round. */
export function SortButton({ sorted, onClick, children }: SortButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={cx(
        '-my-2 inline-flex items-center gap-1 py-2 coarse:-my-3 coarse:py-3 hover:text-ink',
        sorted && 'text-ink',
      )}
    >
      {children}
      <svg
        viewBox="0 0 8 8"
        className={cx('size-2', !sorted && 'invisible', sorted === 'asc' && 'rotate-180')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden
      >
        <path d="m1 2.5 3 3 3-3" />
      </svg>
    </button>
  );
}
