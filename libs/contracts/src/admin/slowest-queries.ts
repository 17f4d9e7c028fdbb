import { z } from 'zod';

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();

export const slowestQueriesSchema = z.object({
  /** Why nothing is known: the server doesn't load pg_stat_statements, the database lacks the extension, or the owner may not read it. */
  missing: z.enum(['preload', 'extension', 'right']).nullable(),
  /** When the server began to count. */
  since: z.iso.datetime().nullable(),
  /** Those that took most of the server's time in all, most first; ten at most. */
  queries: z.array(
    z.object({
      id: z.string(),
      by: z.enum(['board', 'console', 'backup']),
      /** On one line, `$1` in the place of each value; null where the server kept it with its values. */
      text: z.string().nullable(),
      calls: count,
      totalMs: milliseconds,
      meanMs: milliseconds,
      /** Read or changed, in all calls together. */
      rows: count,
    }),
  ),
});

export type SlowestQueries = z.infer<typeof slowestQueriesSchema>;
