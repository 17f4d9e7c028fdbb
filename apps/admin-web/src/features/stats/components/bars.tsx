export interface Bar {
  /** When it begins. */
  at: string;
  value: number;
  /** How far up it is drawn strongly, where that isn't all of it. */
  strongValue?: number;
  /** All that it says, in words. */
  text: string;
}

interface BarsProps {
  /** What a screen reader hears instead of the bars. */
  label: string;
  /** Oldest first, without gaps. */
  bars: readonly Bar[];
  /** As in `48 hours ago`; small ones without it stand below one that says it. */
  since?: string;
}

const chartHeight = 48;
const step = 10;
const barWidth = 8;

/** One bar for each hour or day, as wide as there is room. */
export function Bars({ label, bars, since }: BarsProps) {
  const max = Math.max(1, ...bars.map(({ value }) => value));
  const heightOf = (value: number) => (value === 0 ? 0 : Math.max(1, (value / max) * (chartHeight - 4)));
  return (
    <>
      <svg
        viewBox={`0 0 ${bars.length * step} ${chartHeight}`}
        preserveAspectRatio="none"
        className={`${since ? 'h-16' : 'h-8'} w-full border-b border-line`}
        role="img"
        aria-label={label}
      >
        {bars.map(({ at, value, strongValue, text }, i) => (
          <g key={at}>
            <title>{text}</title>
            {strongValue !== undefined && <Column index={i} height={heightOf(value)} className="fill-edge" />}
            <Column index={i} height={heightOf(strongValue ?? value)} className="fill-ink" />
          </g>
        ))}
      </svg>
      {since && (
        <p aria-hidden className="mt-1 flex justify-between text-xs text-soft">
          <span>{since}</span>
          <span>now</span>
        </p>
      )}
    </>
  );
}

function Column({ index, height, className }: { index: number; height: number; className: string }) {
  const x = index * step + (step - barWidth) / 2;
  return <rect x={x} y={chartHeight - height} width={barWidth} height={height} className={className} />;
}
