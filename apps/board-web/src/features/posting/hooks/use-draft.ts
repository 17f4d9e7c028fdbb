import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { storedValue } from '@initialsdb/web';

/** The text being written, kept by the tab: it survives a reload, and two tabs can't disturb each other. */
export const draft = storedValue({ storage: () => sessionStorage, key: 'draft', schema: z.string(), fallback: '' });

export function useDraft(): [string, (text: string) => void] {
  return [useSyncExternalStore(draft.subscribe, draft.get), draft.set];
}
