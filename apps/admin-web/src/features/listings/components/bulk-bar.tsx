import { countOf, formatCount } from '@initialsdb/ui';
import type { ReactNode } from 'react';
import type { Selection } from '../hooks/use-selection.js';

interface BulkBarProps {
  selection: Selection;
  /** How many match the filter; undefined where that isn't known exactly. */
  total: number | undefined;
  onHide: () => void;
  onUnhide: () => void;
}

/** What can be done with what is selected. It stays in view, and takes no place while nothing is selected. */
export function BulkBar({ selection, total, onHide, onUnhide }: BulkBarProps) {
  const { count, all, selectAll, clear } = selection;
  if (count === 0) return null;
  return (
    <div
      role="toolbar"
      data-bottom-bar
      aria-label="Selected listings"
      className="fixed inset-x-0 bottom-0 z-30 flex flex-wrap items-center gap-x-3 gap-y-2 bg-ink px-4 py-3 text-md text-paper lg:left-52"
    >
      <span aria-live="polite" className="mr-1 tabular-nums">
        {all ? `All ${countOf(count, 'listing', 'listings')} that match` : `${formatCount(count)} selected`}
      </span>
      <BarButton onClick={onHide}>Hide selected</BarButton>
      <BarButton onClick={onUnhide}>Make visible</BarButton>
      {!all && total !== undefined && total > count && (
        <BarButton onClick={() => selectAll(total)}>Select all {formatCount(total)} that match</BarButton>
      )}
      {!all && total === undefined && <span className="opacity-75">Too many match to take them all</span>}
      <BarButton onClick={clear}>Clear</BarButton>
    </div>
  );
}

function BarButton({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="min-h-8 coarse:min-h-11 whitespace-nowrap border border-current px-3 outline-paper transition-opacity duration-100 hover:opacity-75 focus-visible:outline-paper"
    >
      {children}
    </button>
  );
}
