import { cx, formatFullTime, useNow } from '@initialsdb/ui';
import type { ReactNode } from 'react';

interface DataTableProps {
  label: string;
  /** Names of the columns; one without a name holds what can be done. */
  columns: readonly string[];
  children: ReactNode;
}

/** A plain table of hairlines; where the window is narrow it scrolls by itself, and can be scrolled by keyboard. */
export function DataTable({ label, columns, children }: DataTableProps) {
  return (
    <div className="overflow-x-auto outline-offset-0" role="group" aria-label={`${label}, scrollable`} tabIndex={0}>
      <table aria-label={label} className="w-full border-collapse text-md">
        <thead>
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
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

interface CellProps {
  children: ReactNode;
  /** Figures and times: on one line, in tabular figures. */
  isNumber?: boolean;
  className?: string;
}

export function Cell({ children, isNumber, className }: CellProps) {
  return (
    <td className={cx('py-2.5 pr-4', isNumber && 'whitespace-nowrap tabular-nums text-soft', className)}>{children}</td>
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
