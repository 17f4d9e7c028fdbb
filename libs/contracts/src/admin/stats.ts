import { z } from 'zod';

const count = z.int().nonnegative();
const posts = z.object({ at: z.iso.datetime(), posts: count });

/** Worked out from the counts of a histogram's buckets, so exact to the width of one; null where nothing was measured. */
const percentiles = z.object({
  count,
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  p99: z.number().nullable(),
});

export const statsSchema = z.object({
  listings: z.object({ visible: count, hidden: count, withOpenReports: count }),
  reports: z.object({ open: count, resolved: count }),
  blocks: z.object({ active: count, hits: count }),
  /** Oldest first, without gaps; `at` is the beginning of the hour or day in UTC. The last 48 hours. */
  postsPerHour: z.array(posts),
  /** The last 30 days. */
  postsPerDay: z.array(posts),
  /** What the board's guards refused in the last 24 hours, most first: as of a minute ago. */
  refusals: z.array(z.object({ guard: z.string(), reason: z.string(), count })),
  /** The same over the last 48 hours, oldest first, without gaps. */
  refusalsPerHour: z.array(z.object({ at: z.iso.datetime(), refusals: count })),
  /** The same hours for each guard that refused anything in them, those that refused most first. */
  refusalsByGuard: z.array(z.object({ guard: z.string(), perHour: z.array(count) })),
  /** From challenge to use, in milliseconds, in the last 24 hours. */
  solveTimeMs: percentiles,
  /** Of the board's answers, in milliseconds, in the last 24 hours. */
  requestTimeMs: percentiles,
  database: z.object({
    version: z.string(),
    sizeBytes: count,
    tables: z.array(z.object({ name: z.string(), sizeBytes: count })),
  }),
  /** The file system that holds DATA_DIR; null where it can't be asked. */
  disk: z.object({ totalBytes: count, freeBytes: count }).nullable(),
});

export type Stats = z.infer<typeof statsSchema>;
export type Percentiles = z.infer<typeof percentiles>;
