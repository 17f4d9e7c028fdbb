import { KernelLadder } from './kernel-ladder.js';
import type { Kernel, SearchResult } from './kernels/kernel.js';
import { LANES } from './kernels/layout.js';
import type { ProgressMessage, Task, WorkMessage, WorkerMessage } from './messages.js';

/** After as long the worker looks for messages, in milliseconds. */
const SLICE_MS = 5;
const PROGRESS_EVERY_MS = 50;

/** What runs in a worker: searches puzzle after puzzle, and between slices of a few milliseconds hears the page. */
export class WorkerLoop {
  private ladder: KernelLadder | undefined;
  private work: WorkMessage | undefined;
  private isRunning = false;
  /** What the present kernel has begun, and where its next range begins. */
  private begun: { attempt: number; task: Task; kernel: Kernel | null; nextHi: number } | undefined;
  /** Puzzles solved here; the page may name one again before it has heard of it. */
  private solved: { attempt: number; puzzles: Set<number> } = { attempt: -1, puzzles: new Set() };
  private unreportedHashes = 0;
  private reportedAt = 0;

  /** `post` sends a message to the page. */
  constructor(
    private readonly post: (message: WorkerMessage) => void,
    private readonly makeLadder: () => KernelLadder = () => new KernelLadder(),
  ) {}

  /** Takes up new work in place of the old. Work on the first task goes on where the old list began with it too. */
  receive(work: WorkMessage): void {
    const { attempt, puzzles } = this.solved;
    if (attempt !== work.attempt) this.solved = { attempt: work.attempt, puzzles: new Set() };
    else work.tasks = work.tasks.filter(({ puzzle }) => !puzzles.has(puzzle));
    this.work = work;
    if (!this.isRunning) void this.run();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    const events = new MessageChannel();
    try {
      this.ladder ??= this.makeLadder();
      while (this.task !== undefined) {
        await this.slice(this.ladder);
        await nextEvent(events);
      }
    } catch (error) {
      this.post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    } finally {
      events.port1.close();
      this.isRunning = false;
    }
  }

  private get task(): Task | undefined {
    return this.work?.tasks[0];
  }

  private async slice(ladder: KernelLadder): Promise<void> {
    const endsAt = performance.now() + SLICE_MS;
    while (this.work !== undefined && this.task !== undefined && performance.now() < endsAt) {
      await this.step(ladder, this.work, this.task);
    }
  }

  private async step(ladder: KernelLadder, work: WorkMessage, task: Task): Promise<void> {
    const { kernel } = ladder;
    this.begin(kernel, work, task);
    const startedAt = performance.now();
    let result: SearchResult;
    try {
      result = await kernel.search(ladder.hashesPerCall);
    } catch {
      ladder.discard();
      return;
    }
    ladder.report(result.hashes, performance.now() - startedAt);
    this.unreportedHashes += result.hashes;
    if (result.outcome === 'exhausted') this.begun!.kernel = null;
    else if (result.outcome !== 'unfinished') {
      const report = this.report(ladder, work, task);
      // Taken off first: whoever hears of it may already send new work.
      work.tasks.shift();
      if (work.attempt === this.solved.attempt) this.solved.puzzles.add(task.puzzle);
      this.post({ ...report, type: 'solved', nonce: result.outcome });
    } else if (startedAt - this.reportedAt > PROGRESS_EVERY_MS) this.post(this.report(ladder, work, task));
  }

  /** Sees to it that the kernel is at the task: a change of kernel or the end of a range goes on in the next range. */
  private begin(kernel: Kernel, { attempt, token, bits }: WorkMessage, task: Task): void {
    const { begun } = this;
    const isSameTask = begun?.attempt === attempt && begun.task.puzzle === task.puzzle && begun.task.hi === task.hi;
    if (isSameTask && begun.kernel === kernel) return;
    const hi = isSameTask ? begun.nextHi : task.hi;
    if (!isSameTask) this.unreportedHashes = 0;
    kernel.begin({ token, puzzle: task.puzzle, bits }, hi);
    this.begun = { attempt, task, kernel, nextHi: hi + LANES };
  }

  private report(ladder: KernelLadder, { attempt }: WorkMessage, { puzzle }: Task): ProgressMessage {
    const hashes = this.unreportedHashes;
    this.unreportedHashes = 0;
    this.reportedAt = performance.now();
    const { hashesPerSecond, kernel } = ladder;
    return { type: 'progress', attempt, puzzle, hashes, hashesPerSecond, kernel: kernel.name };
  }
}

/** Lets waiting messages be heard. Timers would be held back to 4 ms each. */
function nextEvent({ port1, port2 }: MessageChannel): Promise<void> {
  return new Promise((resolve) => {
    port1.onmessage = () => {
      resolve();
    };
    port2.postMessage(null);
  });
}
