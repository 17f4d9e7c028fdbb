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
  /** The same hours for each reason for which a guard refused anything in them, the most frequent first. */
  refusalsByReason: z.array(z.object({ guard: z.string(), reason: z.string(), perHour: z.array(count) })),
  /** From challenge to use, in milliseconds, in the last 24 hours. */
  solveTimeMs: percentiles,
  /** Of the board's answers, in milliseconds, in the last 24 hours. */
  requestTimeMs: percentiles,
  /** Both in each of the last 48 hours, oldest first, without gaps. */
  solveTimeMsPerHour: z.array(percentiles.extend({ at: z.iso.datetime() })),
  requestTimeMsPerHour: z.array(percentiles.extend({ at: z.iso.datetime() })),
  database: z.object({
    version: z.string(),
    sizeBytes: count,
    tables: z.array(z.object({ name: z.string(), sizeBytes: count })),
    /** In the last 90 days, oldest first, without gaps, from the first day that is known; null on days when no console ran. */
    sizePerDay: z.array(z.object({ at: z.iso.datetime(), sizeBytes: count.nullable(), listings: count.nullable() })),
    /** What was added in the last 30 days and in the last 365, or since the first of them that is known; empty on the first day. */
    growth: z.array(z.object({ days: count, bytes: z.int(), listings: z.int() })),
  }),
  /** The file system that holds DATA_DIR; null where it can't be asked. */
  disk: z
    .object({
      totalBytes: count,
      freeBytes: count,
      /** If the database goes on growing as in the last 30 days; null where it doesn't grow or fewer than 7 days are known. */
      fullInDays: count.nullable(),
    })
    .nullable(),
});

export type Stats = z.infer<typeof statsSchema>;
export type Percentiles = z.infer<typeof percentiles>;
