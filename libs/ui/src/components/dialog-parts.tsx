import { useLayoutEffect, useRef, type ReactNode } from 'react';

const panel =
  'fixed left-1/2 top-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 ' +
  'overflow-y-auto border border-ink bg-paper p-6 outline-none animate-fade-in';

export const dialogPanel = `${panel} max-w-md`;
/** For what has long lines. */
export const wideDialogPanel = `${panel} max-w-4xl`;

/**
 * Holds a dialog's content. Dims the rest of the page, keeps it from scrolling and makes it inert: Radix only hides it from screen
 * readers, around live regions piece by piece. Not Radix's overlay: that one writes a <style> element, which the content security
 * policy refuses.
 */
export function DialogLayer({ children }: { children: ReactNode }) {
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const others = Array.from(document.body.children).filter(
      (element): element is HTMLElement =>
        element instanceof HTMLElement && element !== layer.current && !element.inert,
    );
    for (const element of others) element.inert = true;
    return () => {
      for (const element of others) element.inert = false;
    };
  }, []);
  return (
    <div ref={layer} data-locks-scroll>
      <div className="fixed inset-0 z-40 bg-paper/80 animate-fade-in" />
      {children}
    </div>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>;
}

/**
 * Gives the focus back to what had it before the dialog, if that is still there. Radix does so only for a trigger of its own, and
 * a dialog opened by state has none.
 */
export function useReturnedFocus() {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus() {
      before.current = document.activeElement;
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    },
  };
}
