import { changeEventSchema, type ChangeEvent } from '@initialsdb/contracts/admin';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { batchesKey } from '../features/audit/api/batches.js';
import { backupsKey } from '../features/backups/api/backups.js';
import { blocksKey } from '../features/blocks/api/blocks.js';
import { sessionQuery } from '../features/session/api/session.js';
import { paths } from '../lib/paths.js';
import { headKey, refreshListings } from '../lib/visibility/shown-listings.js';

const reopenMs = 10_000;

function parse(data: string): ChangeEvent | undefined {
  try {
    return changeEventSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function apply(client: QueryClient, { kind, ids }: ChangeEvent): void {
  if (kind === 'listings') {
    void refreshListings(client, ids);
    // One of them may have been undone.
    void client.invalidateQueries({ queryKey: batchesKey });
  }
  if (kind === 'reports') void client.invalidateQueries({ queryKey: headKey });
  if (kind === 'backups') void client.invalidateQueries({ queryKey: backupsKey });
  if (kind === 'blocks') void client.invalidateQueries({ queryKey: blocksKey });
}

/** Hears from the server what other moderators change, and looks at just that again. After a gap in hearing, at everything. */
export function LiveChanges() {
  const client = useQueryClient();
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasOpen = false;
    function open() {
      source = new EventSource(paths.api.events());
      source.addEventListener('open', () => {
        if (wasOpen) for (const kind of ['listings', 'blocks', 'backups'] as const) apply(client, { kind, ids: null });
        wasOpen = true;
      });
      source.addEventListener('change', (event: MessageEvent<string>) => {
        const change = parse(event.data);
        if (change) apply(client, change);
      });
      source.addEventListener('error', () => {
        // The browser opens a broken stream again by itself, one that was refused it doesn't: the session may have ended.
        if (source?.readyState !== EventSource.CLOSED) return;
        void client.invalidateQueries({ queryKey: sessionQuery().queryKey });
        timer = setTimeout(open, reopenMs);
      });
    }
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [client]);
  return null;
}
