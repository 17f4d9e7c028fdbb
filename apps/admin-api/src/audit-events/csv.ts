/** First characters that make a spreadsheet take a cell for a formula (OWASP, CSV Injection). */
const formula = /^[=+\-@\t\r]/;

/**
 * One field of a CSV file (RFC 4180), always quoted. What a spreadsheet would run as a formula gets an apostrophe in front: texts in
 * the log come from people.
 */
export function csvField(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** One line, with the line end that RFC 4180 has. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}
