import { cx, formatFullTime, useNow } from '@initialsdb/ui';
import type { ReactNode } from 'react';

interface DataTableProps {
  label: string;
  /** Names of the columns; one without a name holds what can be done. */
  columns: readonly string[];
  /** Whether the rows are those of before, while others are fetched. */
  isStale?: boolean;
  children: ReactNode;
}

/** A plain table of hairlines. Where the window is narrow each row becomes a few lines, in which cells name themselves. */
export function DataTable({ label, columns, isStale = false, children }: DataTableProps) {
  return (
    <table
      aria-label={label}
      aria-busy={isStale}
      className={cx('w-full border-collapse text-md max-md:block', isStale && 'opacity-50')}
    >
      <thead className="max-md:hidden">
        <tr className="border-b border-ink">
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className="whitespace-nowrap py-2 pr-4 text-left text-sm font-medium text-soft"
            >
              {column === '' ? <span className="sr-only">Actions</span> : column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block max-md:border-t max-md:border-ink">{children}</tbody>
    </table>
  );
}

export function DataRow({ children, isDim }: { children: ReactNode; isDim?: boolean }) {
  return (
    <tr
      className={cx(
        'border-b border-line align-baseline max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-4 max-md:py-2',
        isDim && 'text-soft',
      )}
    >
      {children}
    </tr>
  );
}

interface CellProps {
  children: ReactNode;
  /** Said before it where there is no head to say it. */
  label?: string;
  /** Figures and times: on one line, in tabular figures. */
  isNumber?: boolean;
  className?: string;
}

export function Cell({ children, label, isNumber, className }: CellProps) {
  return (
    <td
      className={cx(
        'py-2.5 pr-4 last:pr-0 empty:hidden max-md:px-0 max-md:py-0.5 md:empty:table-cell',
        isNumber && 'whitespace-nowrap tabular-nums text-soft',
        className,
      )}
    >
      {label !== undefined && <span className="text-soft md:hidden">{label} </span>}
      {children}
    </td>
  );
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const hourMs = 3_600_000;

/** A moment to come: `in 5 hours`, `in 6 days`. */
export function TimeUntil({ at }: { at: string }) {
  const now = useNow();
  const hours = (Date.parse(at) - now) / hourMs;
  const text =
    hours <= 0
      ? 'over'
      : hours < 48
        ? relative.format(Math.ceil(hours), 'hour')
        : relative.format(Math.round(hours / 24), 'day');
  return (
    <time dateTime={at} title={formatFullTime(new Date(at))}>
      {text}
    </time>
  );
}
