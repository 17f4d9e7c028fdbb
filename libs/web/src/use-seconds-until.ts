import { useCallback, useSyncExternalStore } from 'react';

const tickMs = 250;

function secondsUntil(atMs: number | undefined): number {
  return atMs === undefined ? 0 : Math.max(0, Math.ceil((atMs - Date.now()) / 1000));
}

/** Whole seconds until a moment (as Date.now() counts), 0 once it has come or where there is none. */
export function useSecondsUntil(atMs: number | undefined): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (secondsUntil(atMs) === 0) return () => undefined;
      const timer = setInterval(() => {
        listener();
        if (secondsUntil(atMs) === 0) clearInterval(timer);
      }, tickMs);
      return () => clearInterval(timer);
    },
    [atMs],
  );
  return useSyncExternalStore(subscribe, () => secondsUntil(atMs));
}
