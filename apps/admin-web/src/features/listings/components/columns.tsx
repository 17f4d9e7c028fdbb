import type { AdminListing } from '@initialsdb/contracts/admin';
import { Checkbox, formatCount, Switch, Time } from '@initialsdb/ui';
import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { Link } from 'react-router';
import { ListingText } from '../../../lib/listing-text.js';
import { paths } from '../../../lib/paths.js';
import { PosterButton } from '../../../lib/poster-button.js';
import { lastActionText } from '../../../lib/visibility/messages.js';

interface TableMeta {
  /** Folded terms of the search, to mark. */
  terms: readonly string[];
  onToggleHidden: (listing: AdminListing) => void;
  onPoster: (poster: string) => void;
}

export const listingFeatures = tableFeatures({
  rowSelectionFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableMeta: {} as TableMeta,
  /** How a cell stands in a table's row, and where the window is narrow, in the lines that take its place. */
  columnMeta: {} as { cell: string; header?: string },
});

const column = createColumnHelper<typeof listingFeatures, AdminListing>();
const aside = 'whitespace-nowrap tabular-nums text-soft max-md:text-sm max-md:[&>*]:mr-4';

export const listingColumns = column.columns([
  column.display({
    id: 'select',
    enableHiding: false,
    header: ({ table }) => (
      <Checkbox
        aria-label="Select all that are loaded"
        checked={table.getIsAllRowsSelected() || (table.getIsSomeRowsSelected() && 'indeterminate')}
        onCheckedChange={(isChecked) => table.toggleAllRowsSelected(isChecked === true)}
      />
    ),
    cell: ({ row }) => (
      <Checkbox
        aria-label={`Select listing ${row.original.id}`}
        checked={row.getIsSelected()}
        onCheckedChange={(isChecked) => row.toggleSelected(isChecked === true)}
      />
    ),
    meta: { cell: 'w-9 pl-2.5 leading-none max-md:absolute max-md:left-1.5 max-md:top-2.5', header: 'pl-2.5' },
  }),
  column.accessor('isHidden', {
    header: 'Hidden',
    enableHiding: false,
    enableSorting: false,
    cell: ({ row, table }) => (
      <Switch
        aria-label="Hidden"
        checked={row.original.isHidden}
        onCheckedChange={() => table.options.meta?.onToggleHidden(row.original)}
      />
    ),
    meta: { cell: 'w-14 leading-none max-md:absolute max-md:left-10 max-md:top-2.5' },
  }),
  column.accessor('body', {
    header: 'Text',
    enableHiding: false,
    enableSorting: false,
    cell: ({ row, table }) => <ListingText listing={row.original} terms={table.options.meta?.terms} />,
    meta: { cell: 'w-[99%] min-w-0 max-md:basis-full' },
  }),
  column.accessor('id', {
    header: 'Number',
    enableSorting: false,
    cell: ({ getValue }) => <span>{getValue()}</span>,
    meta: { cell: aside },
  }),
  column.accessor('openReports', {
    id: 'reports',
    header: 'Reports',
    sortDescFirst: true,
    cell: ({ row, getValue }) =>
      getValue() === 0 ? (
        <span className="max-md:hidden">0</span>
      ) : (
        <Link
          to={paths.reports(`listing=${row.original.id}`)}
          className="font-semibold text-danger underline-offset-4 hover:underline"
        >
          <span className="md:sr-only">reported </span>
          {formatCount(getValue())}
          <span className="md:sr-only"> {getValue() === 1 ? 'time' : 'times'}</span>
        </Link>
      ),
    meta: { cell: aside },
  }),
  column.accessor('poster', {
    header: 'Poster',
    enableSorting: false,
    cell: ({ getValue, table }) => (
      <PosterButton poster={getValue()} onOpen={(poster) => table.options.meta?.onPoster(poster)} />
    ),
    meta: { cell: aside },
  }),
  column.display({
    id: 'lastAction',
    header: 'Last change',
    cell: ({ row }) => <span>{lastActionText(row.original)}</span>,
    meta: { cell: `${aside} md:min-w-40 md:whitespace-normal text-sm` },
  }),
  column.accessor('createdAt', {
    header: 'Posted',
    sortDescFirst: true,
    cell: ({ getValue }) => <Time at={getValue()} />,
    meta: { cell: aside },
  }),
]);

/** As the menu of columns names those that may be left out. */
export const columnLabels = {
  id: 'Number',
  reports: 'Reports',
  poster: 'Poster',
  lastAction: 'Last change',
  createdAt: 'Posted',
};
