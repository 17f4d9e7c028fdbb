import type { SlowestQueries as Known } from '@initialsdb/contracts/admin';
import { formatCount, Time } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { Cell, DataRow, DataTable } from '../../../lib/data-table.js';
import { formatDuration } from '../../../lib/format.js';
import { FaultNote } from '../../../lib/page-parts.js';
import { slowestQueriesQuery } from '../api/slowest-queries.js';
import { Section } from './section.js';

const reasons = {
  preload:
    'The database server does not count its statements: pg_stat_statements is not in its shared_preload_libraries.',
  extension: 'The database server counts its statements, but this database lacks the extension pg_stat_statements.',
  right: 'The role that owns the database may not read what pg_stat_statements counts.',
} as const;

/** What takes the database's time, most in all first. */
export function SlowestQueries() {
  const { data, error, refetch } = useQuery(slowestQueriesQuery());
  return (
    <Section
      title="Slowest queries"
      summary={
        data?.since &&
        data.missing === null && (
          <>
            counting began <Time at={data.since} />
          </>
        )
      }
    >
      {error && <FaultNote error={error} onRetry={() => void refetch()} />}
      {data?.missing && (
        <p className="py-2.5 text-md text-soft">
          {reasons[data.missing]} How to have it is in the README, at the settings of the database.
        </p>
      )}
      {data?.missing === null && <Queries queries={data.queries} />}
    </Section>
  );
}

function Queries({ queries }: Pick<Known, 'queries'>) {
  return (
    <DataTable label="Slowest queries" columns={['Statement', 'By', 'Calls', 'On average', 'In all', 'Rows']}>
      {queries.map(({ id, by, text, calls, meanMs, totalMs, rows }) => (
        <DataRow key={id}>
          <Cell className="w-full max-w-0 max-md:max-w-full">
            {text === null ? (
              <span className="text-soft">kept by the server with its values, so not shown</span>
            ) : (
              <Statement text={text} />
            )}
          </Cell>
          <Cell label="By">{by}</Cell>
          <Cell label="Calls" isNumber>
            {formatCount(calls)}
          </Cell>
          <Cell label="On average" isNumber>
            {formatDuration(meanMs)}
          </Cell>
          <Cell label="In all" isNumber>
            {formatDuration(totalMs)}
          </Cell>
          <Cell label="Rows" isNumber>
            {formatCount(rows)}
          </Cell>
        </DataRow>
      ))}
    </DataTable>
  );
}

/** One line of it, and all when pressed. */
function Statement({ text }: { text: string }) {
  return (
    <details className="group font-mono text-sm">
      <summary className="cursor-pointer truncate group-open:whitespace-normal group-open:[overflow-wrap:anywhere] coarse:py-2">
        {text}
      </summary>
    </details>
  );
}
