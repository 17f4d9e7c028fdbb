import type { Stats } from '@initialsdb/contracts/admin';
import { formatCount } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FaultNote, LoadingNote, PageHeading } from '../../../lib/page-parts.js';
import { statsQuery } from '../api/stats.js';
import { formatBytes, formatDuration } from '../../../lib/format.js';
import { Figures } from './figures.js';
import { Growth } from './growth.js';
import { Refusals } from './refusals.js';
import { Series } from './series.js';
import { SlowestQueries } from './slowest-queries.js';
import { Storage } from './storage.js';
import { Times } from './times.js';

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
  const { listings, reports, blocks, database, disk, requestTimeMs } = stats;
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
      <div className="grid gap-8 lg:grid-cols-2">
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
      </div>
      <Refusals refusalsPerHour={stats.refusalsPerHour} refusalsByReason={stats.refusalsByReason} />
      <div className="grid gap-8 lg:grid-cols-2">
        <Times
          title="Time of the board’s answers"
          one="answer"
          many="answers"
          lastDay={requestTimeMs}
          perHour={stats.requestTimeMsPerHour}
        />
        <Times
          title="Time of proofs of work"
          one="proof"
          many="proofs"
          lastDay={stats.solveTimeMs}
          perHour={stats.solveTimeMsPerHour}
        />
      </div>
      <Growth database={database} disk={disk} />
      <SlowestQueries />
      <Storage database={database} />
    </div>
  );
}
