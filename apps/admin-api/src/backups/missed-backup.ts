import type { Sql } from '@initialsdb/database';
import { Cron } from 'croner';

/** The clocks of this process and of the database may differ a little, and what came due just now is being seen to. */
const toleranceMs = 5 * 60_000;

/**
 * When a backup came due that nobody took, neither schedule nor cron, and no other that proved good was begun since. One that failed was
 * taken: it said why. Nothing was missed before the first user was made, which is when the product was set up.
 *
 * @param sql of the admin role
 * @param schedule in cron's five fields
 * @returns undefined where none was missed
 */
export async function missedBackup(sql: Sql, schedule: string, now = new Date()): Promise<Date | undefined> {
  const [due] = new Cron(schedule, { mode: '5-part', paused: true }).previousRuns(1, before(now));
  if (!due) return undefined;
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT greatest(
       (SELECT max(started_at) FROM backups WHERE trigger IN ('schedule', 'cron') OR verified_at IS NOT NULL),
       (SELECT min(created_at) FROM users)) AS at`,
  );
  return row?.at && row.at < before(due) ? due : undefined;
}

function before(time: Date): Date {
  return new Date(time.getTime() - toleranceMs);
}
