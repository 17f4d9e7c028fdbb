/**
 * Does a piece of work again and again: the next run begins `pauseMs` after the last one ended, so runs never overlap. It doesn't keep
 * the process alive, and errors are the work's own to handle.
 */
export class Repeating {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    private readonly pauseMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  /** Begins with a first run at once. */
  start(): void {
    this.running = this.run();
  }

  /** Resolves when no run is under way any more. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    await this.work();
    if (this.isStopped) return;
    this.timer = setTimeout(() => this.start(), this.pauseMs).unref();
  }
}
