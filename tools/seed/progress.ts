const width = 30;

/**
 * How far a long job has come: a bar that is drawn again in place on a terminal, elsewhere a line for each tenth.
 */
export class Progress {
  private readonly startedAt = performance.now();
  private tenth = 0;
  /** Whether the terminal's cursor stands behind the bar. */
  private isOpen = false;

  /** @param subject as in the other lines of a command */
  constructor(
    private readonly subject: string,
    private readonly total: number,
    private readonly output: NodeJS.WriteStream = process.stdout,
  ) {}

  show(done: number): void {
    const text = `${this.subject.padEnd(10)} ${this.bar(done)} ${format(done)} of ${format(this.total)}, ${format(this.perSecond(done))}/s`;
    if (this.output.isTTY) {
      this.output.write(`\r${text}\x1b[K`);
      this.isOpen = true;
      if (done === this.total) this.end();
      return;
    }
    const tenth = Math.floor((10 * done) / this.total);
    if (tenth > this.tenth) this.output.write(`${text}\n`);
    this.tenth = tenth;
  }

  /** Leaves the bar as it is, so that what comes next gets a line of its own. */
  end(): void {
    if (this.isOpen) this.output.write('\n');
    this.isOpen = false;
  }

  private perSecond(done: number): number {
    return Math.round(done / Math.max((performance.now() - this.startedAt) / 1000, 0.001));
  }

  private bar(done: number): string {
    const filled = Math.round((width * done) / this.total);
    return '■'.repeat(filled) + '·'.repeat(width - filled);
  }
}

/** As in 1,234,567. */
export function format(count: number): string {
  return count.toLocaleString('en-US');
}
