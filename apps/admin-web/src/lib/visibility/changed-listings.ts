import { useSyncExternalStore } from 'react';

let changed: ReadonlySet<number> = new Set();
const listeners = new Set<() => void>();

function set(next: ReadonlySet<number>) {
  changed = next;
  for (const listener of listeners) listener();
}

/** Notes that a listing is no longer as it was when it was loaded, by whosever hand. */
export function markChanged(id: number): void {
  if (!changed.has(id)) set(new Set([...changed, id]));
}

/** For a list that is loaded anew. */
export function forgetChanged(): void {
  set(new Set());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whether a listing was changed since it was loaded. */
export function useIsChanged(id: number): boolean {
  return useSyncExternalStore(subscribe, () => changed.has(id));
}
