import type { ReactNode } from 'react';

export const dialogPanel =
  'fixed left-1/2 top-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 ' +
  'overflow-y-auto border border-ink bg-paper p-6 outline-none animate-fade-in';

/** Dims the page and keeps it from scrolling. Not Radix's overlay: that one writes a <style> element, which the policy refuses. */
export function Scrim() {
  return <div data-locks-scroll className="fixed inset-0 z-40 bg-paper/80 animate-fade-in" />;
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>;
}
