import type { Stats } from '@initialsdb/contracts/admin';
import { Bars } from './bars.js';
import { barOf, Series, summaryOf } from './series.js';

/** What the guards refused, and below it the same hours for each of their reasons, each on a scale of its own. */
export function Refusals({ refusalsPerHour, refusalsByReason }: Pick<Stats, 'refusalsPerHour' | 'refusalsByReason'>) {
  const hours = refusalsPerHour.map(({ at }) => at);
  return (
    <div>
      <Series
        title="Refusals, last 48 hours"
        unit="hour"
        points={refusalsPerHour.map(({ at, refusals }) => ({ at, count: refusals }))}
      />
      <ul aria-label="Refusals by guard and reason" className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
        {refusalsByReason.map(({ guard, reason, perHour }) => {
          const name = `${guard}: ${reason.replaceAll('_', ' ')}`;
          const summary = summaryOf(perHour, 'hour');
          return (
            <li key={name} className="min-w-0 pt-5">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4 pb-1 text-sm [overflow-wrap:anywhere]">
                {name} <span className="tabular-nums text-soft">{summary}</span>
              </p>
              <Bars
                label={`${name}: ${summary}`}
                bars={hours.map((at, hour) => barOf({ at, count: perHour[hour] ?? 0 }))}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
