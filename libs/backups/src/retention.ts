import type { Keep } from './settings.js';

export interface VerifiedFile {
  readonly id: number;
  readonly startedAt: string;
}

/**
 * Which verified files nothing keeps any more. Of each of the last `daily` days that have any, the newest stays; so for `weekly`
 * weeks (from Monday) and `monthly` months, all in UTC. The newest of all always stays.
 *
 * @param files verified ones only, in any order
 */
export function superfluous<T extends VerifiedFile>(files: readonly T[], keep: Keep): T[] {
  const newestFirst = files.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt) || b.id - a.id);
  const kept = new Set([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(newestFirst, keep.daily, dayOf),
    ...newestOfEach(newestFirst, keep.weekly, weekOf),
    ...newestOfEach(newestFirst, keep.monthly, monthOf),
  ]);
  return newestFirst.filter((file) => !kept.has(file));
}

function newestOfEach<T extends VerifiedFile>(
  newestFirst: readonly T[],
  periods: number,
  periodOf: (time: Date) => string,
): T[] {
  const byPeriod = new Map<string, T>();
  for (const file of newestFirst) {
    const period = periodOf(new Date(file.startedAt));
    if (!byPeriod.has(period)) byPeriod.set(period, file);
  }
  return [...byPeriod.values()].slice(0, periods);
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);
const monthOf = (time: Date) => time.toISOString().slice(0, 7);

/** The week's Monday. */
function weekOf(time: Date): string {
  const sinceMonday = (time.getUTCDay() + 6) % 7;
  return dayOf(new Date(time.getTime() - sinceMonday * 86_400_000));
}
