import type { Percentiles } from '@initialsdb/contracts/admin';

/** How many values lay at or below `upTo` ms and above the bucket before. */
export interface Bucket {
  upTo: number;
  count: number;
}

/** How often something happened, by a name as the board's activity recorder gives it. */
export interface Counted {
  name: string;
  count: number;
}

/** Those called `KIND:MILLISECONDS`, where the last bucket is called `inf`. */
export function bucketsOf(counted: readonly Counted[], kind: string): Bucket[] {
  return counted
    .filter(({ name }) => name.startsWith(`${kind}:`))
    .map(({ name, count }) => ({ upTo: name.endsWith(':inf') ? Infinity : Number(name.split(':')[1]), count }))
    .sort((a, b) => a.upTo - b.upTo);
}

/**
 * Percentiles out of a histogram, in ms: within a bucket the values are taken for evenly spread, as Prometheus' histogram_quantile
 * does. Values beyond the last bucket's end count as that end.
 *
 * @param buckets in ascending order; the last may reach to Infinity
 */
export function percentilesOf(buckets: readonly Bucket[]): Percentiles {
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  return {
    count,
    p50: quantile(buckets, count, 0.5),
    p90: quantile(buckets, count, 0.9),
    p99: quantile(buckets, count, 0.99),
  };
}

function quantile(buckets: readonly Bucket[], total: number, share: number): number | null {
  if (total === 0) return null;
  let below = 0;
  let from = 0;
  for (const { upTo, count } of buckets) {
    if (below + count >= share * total) {
      if (upTo === Infinity) return from;
      return Math.round(from + ((upTo - from) * (share * total - below)) / count);
    }
    below += count;
    from = upTo;
  }
  return from;
}
