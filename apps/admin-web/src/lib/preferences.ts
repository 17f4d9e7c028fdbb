import { storedValue } from '@initialsdb/web';
import { useCallback, useSyncExternalStore } from 'react';
import * as z from 'zod/mini';

const blurring = storedValue({
  storage: () => localStorage,
  key: 'blur-reported',
  schema: z.boolean(),
  fallback: false,
});

/** Whether this browser shows reported texts only on demand. */
export function useBlursReported(): [boolean, (blurs: boolean) => void] {
  const blurs = useSyncExternalStore(blurring.subscribe, blurring.get);
  return [blurs, useCallback((next: boolean) => blurring.set(next), [])];
}
