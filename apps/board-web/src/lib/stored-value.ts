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
  let value: T | undefined;

  function read(): T {
    try {
      const text = storage().getItem(key);
      const parsed = schema.safeParse(text === null ? undefined : JSON.parse(text));
      return parsed.success ? parsed.data : fallback;
    } catch {
      return fallback;
    }
  }

  function changed(next: T) {
    value = next;
    for (const listener of listeners) listener();
  }

  function adopt(event: StorageEvent) {
    if (event.key === key || event.key === null) changed(read());
  }

  return {
    get: () => (value ??= read()),
    set(next) {
      try {
        storage().setItem(key, JSON.stringify(next));
      } catch {
        // Off or full: memory has it.
      }
      changed(next);
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
