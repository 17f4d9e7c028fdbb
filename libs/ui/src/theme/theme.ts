import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const storageKey = 'theme';
const systemIsDark = () => window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function chosen(): Theme | undefined {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}

function current(): Theme {
  return chosen() ?? (systemIsDark().matches ? 'dark' : 'light');
}

/** Another tab chose: follow it. */
function adopt(event: StorageEvent) {
  if (event.key !== storageKey) return;
  apply(event.newValue === 'light' || event.newValue === 'dark' ? event.newValue : undefined);
}

/** The browser's own bars, whose two colours index.html gives for the system's setting, follow a choice too. */
function colourBars(theme: Theme | undefined) {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    const scheme = meta.dataset['scheme'] ?? '';
    if (theme) meta.media = scheme === theme ? 'all' : 'not all';
    else meta.media = `(prefers-color-scheme: ${scheme})`;
  }
}

function apply(theme: Theme | undefined) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  colourBars(theme);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  // What an earlier visit chose was put in force before this page's head was read.
  colourBars(chosen());
  const system = systemIsDark();
  system.addEventListener('change', listener);
  window.addEventListener('storage', adopt);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
    window.removeEventListener('storage', adopt);
  };
}

/** Choosing what the system has anyway gives the decision back to the system, so two states are enough for three. */
function choose(theme: Theme) {
  const followsSystem = theme === (systemIsDark().matches ? 'dark' : 'light');
  try {
    if (followsSystem) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
  apply(followsSystem ? undefined : theme);
}

/** The colour scheme in force and the way to choose another, which this browser remembers. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, current), choose];
}
