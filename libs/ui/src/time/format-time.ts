const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** `just now`, `14 minutes ago`, `yesterday`, `3 days ago`, and after a week the date. Clocks that disagree never give a future. */
export function formatRelativeTime(date: Date, now: Date): string {
  const ageMs = Math.max(0, now.getTime() - date.getTime());
  if (ageMs < minuteMs) return 'just now';
  if (ageMs < hourMs) return relative.format(-Math.floor(ageMs / minuteMs), 'minute');
  const days = Math.round((startOfDay(now) - startOfDay(date)) / dayMs);
  if (days === 0 || ageMs < 6 * hourMs) return relative.format(-Math.floor(ageMs / hourMs), 'hour');
  if (days < 7) return relative.format(-days, 'day');
  return (date.getFullYear() === now.getFullYear() ? day : dayOfYear).format(date);
}

/** `Monday 23 November 2026 at 14:18:46 UTC`, in the reader's time zone. */
export function formatFullTime(date: Date): string {
  return full.format(date);
}
