import type { ZodMiniType } from 'zod/mini';

export interface StoredValue<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

interface StoredValueOptions<T> {
  /** A function, because reading `localStorage` throws where storage is switched off. */
  storage: () => Storage;
  key: string;
  schema: ZodMiniType<T>;
  fallback: T;
}

/**
 * A value kept in the browser's storage, for useSyncExternalStore. Where storage is off or full it is kept in memory only; what
 * somebody else wrote there and does not fit the schema counts as nothing. Other tabs' changes arrive where the storage is shared.
 */
export function storedValue<T>({ storage, key, schema, fallback }: StoredValueOptions<T>): StoredValue<T> {
  const listeners = new Set<() => void>();
  /** The text last read and what it means, so that the same text gives the same object. */
  let last: { text: string | null; value: T } = { text: null, value: fallback };
  /** Where storage is off or full. */
  let kept: { value: T } | undefined;

  function parse(text: string): T {
    try {
      const parsed = schema.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : fallback;
    } catch {
      return fallback;
    }
  }

  /** Reads the storage each time: another tab may have written since, and what it wrote must not be overwritten. */
  function get(): T {
    if (kept) return kept.value;
    let text: string | null = null;
    try {
      text = storage().getItem(key);
    } catch {
      // Switched off: nothing was kept.
    }
    if (text !== last.text) last = { text, value: text === null ? fallback : parse(text) };
    return last.value;
  }

  function notify() {
    for (const listener of listeners) listener();
  }

  function adopt(event: StorageEvent) {
    if (event.key === key || event.key === null) notify();
  }

  return {
    get,
    set(next) {
      const text = JSON.stringify(next);
      try {
        storage().setItem(key, text);
        last = { text, value: next };
        kept = undefined;
      } catch {
        kept = { value: next };
      }
      notify();
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('storage', adopt);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener('storage', adopt);
      };
    },
  };
}
