import { formatCount, formatFullTime } from '@initialsdb/ui';
import { useId } from 'react';

interface SeriesProps {
  title: string;
  unit: 'hour' | 'day';
  /** Oldest first, without gaps. */
  points: readonly { at: string; count: number }[];
}

const height = 48;
const step = 10;
const barWidth = 8;

/** One bar for each hour or day, with the numbers in words for those who don't look. */
export function Series({ title, unit, points }: SeriesProps) {
  const id = useId();
  const max = Math.max(1, ...points.map(({ count }) => count));
  const total = points.reduce((sum, { count }) => sum + count, 0);
  const summary = total === 0 ? 'none' : `${formatCount(total)} in all, ${formatCount(max)} in the busiest ${unit}`;
  return (
    <section aria-labelledby={id}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-ink pb-2">
        <h2 id={id} className="text-md font-semibold">
          {title}
        </h2>
        <p className="text-sm tabular-nums text-soft">{summary}</p>
      </div>
      <svg
        viewBox={`0 0 ${points.length * step} ${height}`}
        preserveAspectRatio="none"
        className="h-16 w-full border-b border-line"
        role="img"
        aria-label={`${title}: ${summary}`}
      >
        {points.map(({ at, count }, i) => {
          const barHeight = count === 0 ? 0 : Math.max(1, (count / max) * (height - 4));
          return (
            <rect
              key={at}
              x={i * step + (step - barWidth) / 2}
              y={height - barHeight}
              width={barWidth}
              height={barHeight}
              className="fill-ink"
            >
              <title>{`${formatFullTime(new Date(at))}: ${formatCount(count)}`}</title>
            </rect>
          );
        })}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-xs text-soft">
        <span>
          {points.length} {unit}s ago
        </span>
        <span>now</span>
      </p>
    </section>
  );
}
