import type { RowSelectionState } from '@tanstack/react-table';
import { useCallback, useState } from 'react';
import type { Target } from '../../../lib/visibility/target.js';

type Rows = RowSelectionState;
type Selected = { rows: Rows; all?: { count: number } };

export interface Selection {
  /** By id, whether the page that holds a row is loaded or not. */
  rows: Rows;
  /** Given where all that match are selected, loaded or not. */
  all: { count: number } | undefined;
  count: number;
  target: Target;
  setRows: (change: Rows | ((rows: Rows) => Rows)) => void;
  selectAll: (count: number) => void;
  clear: () => void;
}

const nothing: Selected = { rows: {} };

/** What is selected under a filter. It outlives paging, sorting and a choice of columns; another filter begins with nothing. */
export function useSelection(filter: Readonly<Record<string, string>>): Selection {
  const key = JSON.stringify(filter);
  const [kept, setKept] = useState<{ key: string; selected: Selected }>({ key, selected: nothing });
  const selected = kept.key === key ? kept.selected : nothing;
  const { rows, all } = selected;

  const setRows = useCallback(
    (change: Rows | ((rows: Rows) => Rows)) =>
      setKept((last) => {
        const before = last.key === key ? last.selected.rows : {};
        return { key, selected: { rows: typeof change === 'function' ? change(before) : change } };
      }),
    [key],
  );
  const ids = Object.keys(rows).map(Number);
  return {
    rows,
    all,
    count: all ? all.count : ids.length,
    target: all ? { kind: 'filter', filter, count: all.count } : { kind: 'ids', ids },
    setRows,
    selectAll: useCallback((count) => setKept({ key, selected: { rows, all: { count } } }), [key, rows]),
    clear: useCallback(() => setKept({ key, selected: nothing }), [key]),
  };
}
