import type { Stats } from '@initialsdb/contracts/admin';
import { formatBytes } from '../../../lib/format.js';
import { Figures } from './figures.js';

const shown = 5;

/** What takes the database's room: the largest tables each, the many small ones together. */
export function Storage({ database: { version, sizeBytes, tables } }: Pick<Stats, 'database'>) {
  const others = tables.slice(shown);
  const othersBytes = others.reduce((sum, table) => sum + table.sizeBytes, 0);
  return (
    <Figures
      title="Storage"
      figures={[
        ['Database', formatBytes(sizeBytes)],
        ...tables.slice(0, shown).map((table) => [table.name, formatBytes(table.sizeBytes)] as const),
        [`${others.length} other tables`, formatBytes(othersBytes)],
        ['PostgreSQL', version],
      ]}
    />
  );
}
