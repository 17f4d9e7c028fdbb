import { cx, formatCount } from '@initialsdb/ui';

/** How many more code points the text may have; negative is too many. */
export function CharactersLeft({ count, className }: { count: number; className?: string }) {
  return (
    <span className={cx('tabular-nums', count < 0 && 'font-semibold text-danger', className)}>
      {count < 0 && '−'}
      {formatCount(Math.abs(count))}
      <span className="sr-only"> characters {count < 0 ? 'too many' : 'left'}</span>
    </span>
  );
}
