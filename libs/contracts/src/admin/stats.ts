import { z } from 'zod';

const count = z.int().nonnegative();
const point = z.object({ at: z.iso.datetime(), posts: count });

/** Reasons why the board's guards refused a request, as its metrics name them. */
export const guardRefusalSchema = z.object({ guard: z.string(), reason: z.string(), count });

export const statsSchema = z.object({
  listings: z.object({ visible: count, hidden: count, withOpenReports: count }),
  reports: z.object({ open: count, resolved: count }),
  blocks: z.object({ active: count, hits: count }),
  /** Oldest first, without gaps; `at` is the beginning of the hour or day in UTC. */
  postsPerHour: z.array(point).meta({ description: 'The last 48 hours.' }),
  postsPerDay: z.array(point).meta({ description: 'The last 30 days.' }),
  database: z.object({
    sizeBytes: count,
    tables: z.array(z.object({ name: z.string(), sizeBytes: count })),
    version: z.string(),
  }),
  /** The file system that holds DATA_DIR. */
  disk: z.object({ totalBytes: count, freeBytes: count }),
  /** Of the board's process since it started; null where it doesn't answer. */
  board: z
    .object({
      startedAt: z.iso.datetime().nullable(),
      refusals: z.array(guardRefusalSchema),
      solveTimeMs: z.object({
        count,
        p50: z.number().nullable(),
        p90: z.number().nullable(),
        p99: z.number().nullable(),
      }),
      requestTimeMs: z.object({
        count,
        p50: z.number().nullable(),
        p90: z.number().nullable(),
        p99: z.number().nullable(),
      }),
    })
    .nullable(),
});

export type Stats = z.infer<typeof statsSchema>;
