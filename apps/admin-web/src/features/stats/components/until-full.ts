const daysPerMonth = 30.4;

/** `in about 12 days`, `in about 5 months`; no better than a guess, so nothing is told exactly. */
export function untilFull(days: number): string {
  const months = Math.round(days / daysPerMonth);
  if (days < 60) return `in about ${days} days`;
  if (months < 24) return `in about ${months} months`;
  const years = Math.round(months / 12);
  return years > 10 ? 'in more than 10 years' : `in about ${years} years`;
}
