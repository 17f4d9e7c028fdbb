import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { storedValue } from '@initialsdb/web';

const keptMax = 2_000;

/** Delete tokens of the listings posted from this browser, by listing id. */
const deleteTokens = storedValue({
  storage: () => localStorage,
  key: 'delete-tokens',
  schema: z.record(z.string(), z.string()),
  fallback: {},
});

/** The token that deletes a listing, where it was posted from this browser. */
export function useDeleteToken(id: number): string | undefined {
  return useSyncExternalStore(deleteTokens.subscribe, deleteTokens.get)[id];
}

/** Keeps the newest tokens; ids are integers, so an object lists them from the oldest on. */
export function rememberOwnListing(id: number, deleteToken: string): void {
  const kept = Object.entries(deleteTokens.get()).slice(1 - keptMax);
  deleteTokens.set({ ...Object.fromEntries(kept), [id]: deleteToken });
}

export function forgetOwnListing(id: number): void {
  const { [id]: _forgotten, ...others } = deleteTokens.get();
  deleteTokens.set(others);
}
