import type { AdminListing } from '@initialsdb/contracts/admin';
import { cx } from '@initialsdb/ui';
import { useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Cell } from '../../../lib/data-table.js';
import { useModeration } from '../../../lib/visibility/moderation.js';
import type { Selection } from '../hooks/use-selection.js';
import { optionalColumns, type ListingsState } from '../listings-state.js';
import { listingColumns, listingFeatures } from './columns.js';
import { SortButton } from './sort-button.js';

interface ListingsTableProps {
  listings: AdminListing[];
  state: ListingsState;
  terms: readonly string[];
  selection: Selection;
  /** The row that the keyboard is at. */
  currentId: number | undefined;
  isStale: boolean;
  onCurrent: (id: number) => void;
  onChange: (change: Partial<ListingsState>) => void;
}

/** The listings that are loaded, in the server's order. Where the window is narrow each row becomes a few lines. */
export function ListingsTable(props: ListingsTableProps) {
  const { listings, state, terms, selection, currentId, isStale, onCurrent, onChange } = props;
  const { hide, unhide } = useModeration();
  const columnVisibility = useMemo(
    () => Object.fromEntries(optionalColumns.map((column) => [column, state.columns.includes(column)])),
    [state.columns],
  );
  const rowSelection = useMemo(
    () => (selection.all ? Object.fromEntries(listings.map(({ id }) => [id, true as const])) : selection.rows),
    [selection.all, selection.rows, listings],
  );
  const sorting = useMemo(() => [{ id: state.sort, desc: state.order === 'desc' }], [state.sort, state.order]);

  const table = useTable({
    features: listingFeatures,
    columns: listingColumns,
    data: listings,
    getRowId: ({ id }) => String(id),
    manualSorting: true,
    enableSortingRemoval: false,
    state: { rowSelection, columnVisibility, sorting: sorting },
    onRowSelectionChange: (change) =>
      selection.setRows(typeof change === 'function' ? () => change(rowSelection) : change),
    onSortingChange: (change) => {
      const [first] = typeof change === 'function' ? change(sorting) : change;
      onChange({
        sort: first?.id === 'reports' ? 'reports' : 'createdAt',
        order: first?.desc === false ? 'asc' : 'desc',
      });
    },
    meta: {
      terms,
      onToggleHidden: (listing) =>
        listing.isHidden ? unhide({ kind: 'one', listing }) : hide({ kind: 'one', listing }),
      onPoster: (poster) => onChange({ poster }),
    },
  });

  return (
    <table
      aria-label="Listings"
      aria-busy={isStale}
      className={cx('w-full border-collapse text-md max-md:block', isStale && 'opacity-50')}
    >
      <thead className="max-md:block">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} className="border-b border-ink max-md:flex max-md:items-center max-md:gap-4">
            {group.headers.map((header) => (
              <th
                key={header.id}
                scope="col"
                aria-sort={sortOf(header.column.getIsSorted())}
                className={cx(
                  'whitespace-nowrap py-2 pr-4 text-left align-middle text-sm font-medium text-soft max-md:pr-0',
                  header.column.columnDef.meta?.header,
                  header.id !== 'select' && !header.column.getCanSort() && 'max-md:hidden',
                )}
              >
                {header.column.getCanSort() ? (
                  <SortButton
                    sorted={header.column.getIsSorted()}
                    onClick={() => header.column.toggleSorting(header.column.getNextSortingOrder() === 'desc')}
                  >
                    <table.FlexRender header={header} />
                  </SortButton>
                ) : (
                  <table.FlexRender header={header} />
                )}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody className="max-md:block">
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            data-listing={row.id}
            aria-current={row.original.id === currentId || undefined}
            onFocusCapture={() => onCurrent(row.original.id)}
            className={cx(
              'border-b border-line align-top max-md:relative max-md:flex max-md:flex-wrap max-md:py-2 max-md:pl-[5.75rem] max-md:pr-2',
              row.getIsSelected() && 'bg-wash',
              row.original.id === currentId && 'shadow-[inset_2px_0_0_rgb(var(--ink))]',
            )}
          >
            {row.getVisibleCells().map((cell) => (
              <Cell key={cell.id} className={cell.column.columnDef.meta?.cell}>
                <table.FlexRender cell={cell} />
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sortOf(sorted: false | 'asc' | 'desc') {
  if (!sorted) return undefined;
  return sorted === 'asc' ? 'ascending' : 'descending';
}
