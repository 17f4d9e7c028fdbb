import type { MetricObjectWithValues, MetricValue } from 'prom-client';

type Metric = MetricObjectWithValues<MetricValue<string>>;

/** Histograms of seconds that the dashboard shows, by the name their counts get. */
const histograms: Record<string, string> = {
  pow_solution_age_seconds: 'solved',
  http_request_duration_seconds: 'answered',
};

/**
 * The counts that the dashboard shows, by name: `refused:GUARD:REASON`, and for each bucket of a histogram how many fell into just
 * that one, `solved:MILLISECONDS` and `answered:MILLISECONDS`, the last of them `inf`.
 */
export function activityOf(metrics: readonly Metric[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const metric of metrics) {
    const kind = histograms[metric.name];
    if (metric.name === 'guard_refusals_total') addRefusals(metric, counts);
    else if (kind !== undefined) addBuckets(metric, kind, counts);
  }
  return counts;
}

function addRefusals({ values }: Metric, counts: Map<string, number>): void {
  for (const { labels, value } of values) {
    counts.set(`refused:${labels['guard']}:${labels['reason']}`.toLowerCase(), value);
  }
}

/** Prometheus' buckets hold all that is at or below their end; here each holds its own alone. All routes are taken together. */
function addBuckets({ values }: Metric, kind: string, counts: Map<string, number>): void {
  const upTo = new Map<number, number>();
  for (const { labels, value } of values) {
    if (labels['le'] === undefined) continue;
    const end = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
    upTo.set(end, (upTo.get(end) ?? 0) + value);
  }
  let below = 0;
  for (const [end, count] of [...upTo].sort(([a], [b]) => a - b)) {
    counts.set(`${kind}:${end === Infinity ? 'inf' : Math.round(end * 100_000) / 100}`, count - below);
    below = count;
  }
}
