import type { Load } from './load.js';

/** One line of the bench's table: a figure, and where there is one, the figure of its reference taken in the same run. */
export interface Row {
  section: string;
  name: string;
  value: number;
  unit: string;
  /** What it is compared with. */
  reference?: { name: string; value: number };
  /** The least (or, where `atMost`, the greatest) ratio, or value where there is no reference, that the design promises. */
  gate?: { limit: number; atMost?: boolean };
  /** What else there is to know about it, for the table. */
  note?: string;
  /** More figures of the same measurement, for the JSON. */
  details?: Record<string, number>;
}

/** A load's figures for a row's details. */
export function loadDetails({ requestsPerSecond, p50Ms, p99Ms }: Load): Record<string, number> {
  return { requestsPerSecond, p50Ms, p99Ms };
}

/** value / reference, or the value itself where there is no reference. */
export function gated(row: Row): number {
  return row.reference ? row.value / row.reference.value : row.value;
}

/** Whether a row keeps its gate; undefined where it has none. */
export function holds({ gate, ...row }: Row): boolean | undefined {
  if (!gate) return undefined;
  return gate.atMost ? gated(row) <= gate.limit : gated(row) >= gate.limit;
}

/** Three significant digits, with thousands separated. */
function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

/** The rows as a Markdown table, one section after the other. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => {
    const gate = row.gate ? `${row.gate.atMost ? '≤' : '≥'} ${figure(row.gate.limit)}` : '';
    const verdict = { true: 'yes', false: 'NO', undefined: '' }[String(holds(row)) as 'true' | 'false' | 'undefined'];
    return [
      row.section,
      row.name,
      `${figure(row.value)} ${row.unit}`,
      row.reference ? `${row.reference.name}: ${figure(row.reference.value)}` : '',
      row.reference ? `${figure(gated(row))} x` : '',
      gate,
      verdict,
      row.note ?? '',
    ];
  });
  const head = ['', 'measured', 'figure', 'reference', 'ratio', 'gate', 'holds', 'note'];
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...cells.map(line)].join('\n');
}
