import { useEffect, useRef } from 'react';

/** What a key does, by `KeyboardEvent.key`. */
export type Shortcuts = Partial<Record<string, () => void>>;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

function isBusyElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  // A held j or k moves on; everything else happens once.
  if (event.repeat && event.key !== 'j' && event.key !== 'k') return true;
  return isTyping(event.target) || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;
}

/** Single keys that act on the whole page. They do nothing while somebody types or while a dialog or a menu is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    function act(event: KeyboardEvent) {
      const action = latest.current[event.key];
      if (!action || isBusyElsewhere(event)) return;
      event.preventDefault();
      action();
    }
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, []);
}
