import { changeEventSchema, type AdminRole, type ChangeEvent } from '@initialsdb/contracts/admin';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { applyListingsChange } from '../features/listings/api/live-listings.js';
import { reportsKey } from '../features/reports/api/get-reports.js';
import { blocksKey } from '../features/blocks/api/blocks.js';
import { paths } from '../lib/paths.js';

function parse(data: string): ChangeEvent | undefined {
  try {
    return changeEventSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

/** Hears from the server what other moderators change, and looks at just that again. After a gap in hearing, at everything. */
export function LiveChanges({ role }: { role: AdminRole }) {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(paths.api.events());
    let wasOpen = false;
    source.addEventListener('open', () => {
      if (wasOpen) void client.invalidateQueries();
      wasOpen = true;
    });
    source.addEventListener('change', (event) => {
      const change = parse(event.data as string);
      if (change?.kind === 'listings') void applyListingsChange(client, change.ids);
      if (change?.kind === 'reports') void client.invalidateQueries({ queryKey: reportsKey });
      if (change?.kind === 'blocks') void client.invalidateQueries({ queryKey: blocksKey });
    });
    return () => source.close();
  }, [client, role]);
  return null;
}
