import type { Stats } from '@initialsdb/contracts/admin';
import { formatCount } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FaultNote, LoadingNote, PageHeading } from '../../../lib/page-parts.js';
import { statsQuery } from '../api/stats.js';
import { formatBytes, formatDuration } from '../../../lib/format.js';
import { Figures } from './figures.js';
import { Series } from './series.js';

interface DashboardProps {
  /** When it was verified, or that there is none. */
  newestVerifiedBackup: ReactNode;
}

/** Is it healthy, is it abused, can it be restored: that first, then the board's numbers as they are. */
export function Dashboard({ newestVerifiedBackup }: DashboardProps) {
  const { data, error, refetch } = useQuery(statsQuery());
  return (
    <>
      <PageHeading title="Dashboard" />
      {error && <FaultNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingNote />}
      {data && <Numbers stats={data} newestVerifiedBackup={newestVerifiedBackup} />}
    </>
  );
}

function Numbers({ stats, newestVerifiedBackup }: DashboardProps & { stats: Stats }) {
  const { listings, reports, blocks, database, disk, solveTimeMs, requestTimeMs } = stats;
  const refused = stats.refusals.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="flex flex-col gap-8">
      <Figures
        title="At a glance"
        figures={[
          ['99 % of answers within', formatDuration(requestTimeMs.p99)],
          ['Refused, last 24 hours', formatCount(refused)],
          ['Newest verified backup', newestVerifiedBackup],
          ['Disk left', disk ? `${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)}` : 'not known'],
        ]}
      />
      <Figures
        title="Board"
        figures={[
          ['Visible listings', formatCount(listings.visible)],
          ['Hidden listings', formatCount(listings.hidden)],
          ['Listings with open reports', formatCount(listings.withOpenReports)],
          ['Open reports', formatCount(reports.open)],
          ['Resolved reports', formatCount(reports.resolved)],
          ['Blocks in force', formatCount(blocks.active)],
          ['Writes that blocks refused', formatCount(blocks.hits)],
        ]}
      />
      <Series
        title="Posts, last 48 hours"
        unit="hour"
        points={stats.postsPerHour.map(({ at, posts }) => ({ at, count: posts }))}
      />
      <Series
        title="Posts, last 30 days"
        unit="day"
        points={stats.postsPerDay.map(({ at, posts }) => ({ at, count: posts }))}
      />
      <Figures
        title="Refused by the guards, last 24 hours"
        figures={[
          ['In all', formatCount(refused)],
          ...stats.refusals.map(({ guard, reason, count }) => [`${guard}: ${reason}`, formatCount(count)] as const),
        ]}
      />
      <Series
        title="Refusals, last 48 hours"
        unit="hour"
        points={stats.refusalsPerHour.map(({ at, refusals }) => ({ at, count: refusals }))}
      />
      {stats.refusalsByGuard.length > 1 &&
        stats.refusalsByGuard.map(({ guard, perHour }) => (
          <Series
            key={guard}
            title={`Refused by ${guard}, last 48 hours`}
            unit="hour"
            points={stats.refusalsPerHour.map(({ at }, hour) => ({ at, count: perHour[hour] ?? 0 }))}
          />
        ))}
      <Figures
        title="Times, last 24 hours"
        figures={[
          ['Answers measured', formatCount(requestTimeMs.count)],
          ['Answer, half within', formatDuration(requestTimeMs.p50)],
          ['Answer, 90 % within', formatDuration(requestTimeMs.p90)],
          ['Answer, 99 % within', formatDuration(requestTimeMs.p99)],
          ['Proofs measured', formatCount(solveTimeMs.count)],
          ['Proof, half within', formatDuration(solveTimeMs.p50)],
          ['Proof, 90 % within', formatDuration(solveTimeMs.p90)],
          ['Proof, 99 % within', formatDuration(solveTimeMs.p99)],
        ]}
      />
      <Figures
        title="Storage"
        figures={[
          ['Database', formatBytes(database.sizeBytes)],
          ...database.tables.map(({ name, sizeBytes }) => [name, formatBytes(sizeBytes)] as const),
          ['PostgreSQL', database.version],
        ]}
      />
    </div>
  );
}
