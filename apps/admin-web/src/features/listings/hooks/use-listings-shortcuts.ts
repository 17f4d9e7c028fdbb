import type { RefObject } from 'react';
import { useShortcuts } from '../../../lib/shortcuts.js';
import type { Target } from '../../../lib/visibility/target.js';
import type { CurrentRow } from './use-current-row.js';
import type { Selection } from './use-selection.js';

type Change = (target: Target, onDone?: () => void) => void;

interface ListingsShortcuts {
  selection: Selection;
  current: CurrentRow;
  moderation: { hide: Change; unhide: Change };
  search: RefObject<HTMLInputElement | null>;
}

/** j and k move, x selects, h hides, / searches; u and ? belong to every page. */
export function useListingsShortcuts({ selection, current, moderation, search }: ListingsShortcuts): void {
  useShortcuts({
    j: () => current.move(1),
    k: () => current.move(-1),
    x() {
      const { id } = current;
      if (id === undefined) return current.move(1);
      selection.setRows(({ [id]: isSelected, ...others }) => (isSelected ? others : { ...others, [id]: true }));
    },
    h() {
      const { listing } = current;
      if (selection.count > 0) moderation.hide(selection.target, selection.clear);
      else if (listing?.isHidden) moderation.unhide({ kind: 'one', listing });
      else if (listing) moderation.hide({ kind: 'one', listing });
    },
    '/'() {
      search.current?.focus();
      search.current?.select();
    },
  });
}
