import type { SlowestQueries } from '@initialsdb/contracts/admin';
import { readSlowestQueries, type RunningRole, type Sql } from '@initialsdb/database';

const shown = 10;
const names = { public: 'board', admin: 'console', backup: 'backup' } as const satisfies Record<RunningRole, string>;

/** What took most of the server's time, and by whom it was asked. */
export async function readQueries(sql: Sql): Promise<SlowestQueries> {
  const { missing, since, queries } = await readSlowestQueries(sql, shown);
  return {
    missing,
    since: since?.toISOString() ?? null,
    queries: queries.map(({ role, text, ...numbers }) => ({
      by: names[role],
      text: text?.replaceAll(/\s+/g, ' ').trim() ?? null,
      ...numbers,
    })),
  };
}
