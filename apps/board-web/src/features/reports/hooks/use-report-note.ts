import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { storedValue } from '@initialsdb/web';

const keptMax = 20;

/** Notes not yet sent, by listing id, kept by the tab as a draft is. */
const notes = storedValue({
  storage: () => sessionStorage,
  key: 'report-notes',
  schema: z.record(z.string(), z.string()),
  fallback: {},
});

/** Keeps what is typed of a note until it is sent; an empty one is none. */
export function keepReportNote(listingId: number, note: string): void {
  const { [listingId]: _before, ...others } = notes.get();
  if (note === '') return notes.set(others);
  notes.set({ ...Object.fromEntries(Object.entries(others).slice(1 - keptMax)), [listingId]: note });
}

export function useReportNote(listingId: number): [string, (note: string) => void] {
  const note = useSyncExternalStore(notes.subscribe, notes.get)[listingId] ?? '';
  return [note, (next) => keepReportNote(listingId, next)];
}
