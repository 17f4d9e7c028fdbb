import { useOnline } from '../lib/use-online.js';

/** Says that the network is gone before anything fails. */
export function OfflineNotice() {
  const isOnline = useOnline();
  return (
    <output aria-label="Network" className="block">
      {!isOnline && (
        <p className="mb-6 border-l-[3px] border-ink bg-wash px-4 py-2.5 text-sm">
          You are offline. What you write is kept in this tab.
        </p>
      )}
    </output>
  );
}
