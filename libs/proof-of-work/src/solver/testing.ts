import type { WorkMessage, WorkerMessage } from './messages.js';
import type { Page } from './page.js';
import type { WorkerLike } from './worker-pool.js';
import { WorkerLoop } from './worker-loop.js';

/** A worker of the test's own thread: the real loop behind copied, asynchronous messages. For tests. */
export class InlineWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  isTerminated = false;
  readonly received: WorkMessage[] = [];
  private readonly loop = new WorkerLoop((message) => {
    queueMicrotask(() => {
      this.say(message);
    });
  });

  postMessage(message: WorkMessage): void {
    const copy = structuredClone(message);
    this.received.push(copy);
    queueMicrotask(() => {
      if (!this.isTerminated) this.loop.receive(structuredClone(copy));
    });
  }

  terminate(): void {
    this.isTerminated = true;
    this.loop.receive({ attempt: -1, token: new Uint8Array(), bits: 0, tasks: [] });
  }

  private say(data: WorkerMessage): void {
    this.onmessage?.({ data } as MessageEvent<WorkerMessage>);
  }
}

/** A worker that does only what the test has it say. For tests. */
export class ScriptedWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  isTerminated = false;
  tasks: WorkMessage['tasks'] = [];
  attempt = -1;

  postMessage({ attempt, tasks }: WorkMessage): void {
    this.attempt = attempt;
    this.tasks = [...tasks];
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Solves the first task, as the loop does: takes it off, then says so. */
  solve(): void {
    const task = this.tasks.shift();
    if (task === undefined) throw new Error('This worker has no task.');
    this.say({ type: 'solved', puzzle: task.puzzle, nonce: { hi: task.hi, lo: 1 } });
  }

  progress(): void {
    this.say({ type: 'progress', puzzle: this.tasks[0]!.puzzle });
  }

  fail(message = ''): void {
    this.onerror?.({ message } as ErrorEvent);
  }

  private say(
    part: { type: 'progress'; puzzle: number } | { type: 'solved'; puzzle: number; nonce: { hi: number; lo: number } },
  ): void {
    const data: WorkerMessage = { attempt: this.attempt, hashes: 1000, hashesPerSecond: 1e6, kernel: 'simd', ...part };
    this.onmessage?.({ data } as MessageEvent<WorkerMessage>);
  }
}

/** A page whose state the test sets. For tests. */
export class TestPage implements Page {
  size = 4;
  hidden = false;
  frozen = false;
  readonly listeners = new Set<() => void>();

  workers(): number {
    return this.size;
  }

  isHidden(): boolean {
    return this.hidden;
  }

  isFrozen(): boolean {
    return this.frozen;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  set(state: { hidden?: boolean; frozen?: boolean }): void {
    Object.assign(this, state);
    for (const listener of this.listeners) listener();
  }
}
