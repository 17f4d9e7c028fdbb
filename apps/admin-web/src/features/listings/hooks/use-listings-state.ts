import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { paths } from '../../../lib/paths.js';
import { readState, writeState, type ListingsState } from '../listings-state.js';

/** The state in the URL, and the way to change it: each change is a step that Back undoes, unless it replaces the last. */
export function useListingsState(): [
  ListingsState,
  (change: Partial<ListingsState>, options?: { replace?: boolean }) => void,
] {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const state = useMemo(() => readState(parameters), [parameters]);
  const change = useCallback(
    (part: Partial<ListingsState>, { replace = false } = {}) =>
      void navigate(paths.listings(writeState({ ...state, ...part })), { replace, preventScrollReset: true }),
    [navigate, state],
  );
  return [state, change];
}
