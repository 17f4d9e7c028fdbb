import type { Attempt } from './attempt.js';
import type { KernelName } from './kernels/kernel.js';
import type { Task, WorkMessage, WorkerMessage } from './messages.js';

/** What the pool needs of a Web Worker. */
export interface WorkerLike {
  postMessage(message: WorkMessage): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<WorkerMessage>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Member {
  worker: WorkerLike;
  queue: Task[];
  /** The queue as the worker knows it; it takes off what it solved by itself. */
  known: Task[];
  hashesPerSecond: number;
}

/**
 * Web Workers that solve one attempt together. Each has a queue of whole puzzles; when there are fewer puzzles than
 * workers, the spare ones help with an unsolved puzzle in a range of their own, which is just as fast: a search has no memory.
 */
export class WorkerPool {
  kernel: KernelName | null = null;
  private members: Member[] = [];
  private attempt: Attempt | null = null;
  private size = 0;
  /** How many workers failed: as many fewer are tried from then on, rather than the same again and again. */
  private lost = 0;

  /** `onProgress` is called after each message of a worker, `onFailure` when no worker is left that works. */
  constructor(
    private readonly createWorker: () => WorkerLike,
    private readonly onProgress: () => void,
    private readonly onFailure: (message: string) => void,
  ) {}

  get hashesPerSecond(): number {
    return this.members.reduce((sum, { queue, hashesPerSecond }) => sum + (queue.length > 0 ? hashesPerSecond : 0), 0);
  }

  /** Has one worker at least, so that its script comes while the challenge does. */
  warm(): void {
    if (this.members.length === 0) this.add();
  }

  /** Works on `attempt` with as many workers as `size`. */
  run(attempt: Attempt, size: number): void {
    if (attempt !== this.attempt) this.rest();
    this.attempt = attempt;
    this.size = size;
    while (this.members.length < Math.max(1, size - this.lost) && this.add());
    this.deal(attempt);
  }

  /** Stops working and keeps the workers, with their compiled code, for more. */
  rest(): void {
    if (this.attempt === null) return;
    for (const member of this.members) {
      member.queue = [];
      this.tell(member, this.attempt);
    }
    this.attempt = null;
  }

  /** Ends all workers at once, whatever they are doing. */
  terminate(): void {
    for (const member of this.members) detach(member.worker);
    this.members = [];
    this.attempt = null;
  }

  private add(): boolean {
    let worker: WorkerLike;
    try {
      worker = this.createWorker();
    } catch (error) {
      this.lose(error instanceof Error ? error.message : String(error));
      return false;
    }
    const member: Member = { worker, queue: [], known: [], hashesPerSecond: 0 };
    worker.onmessage = ({ data }) => {
      if (data.type === 'failed') this.remove(member, data.message);
      else this.hear(member, data);
    };
    worker.onerror = (event) => {
      // An event without a message is what a script that could not be loaded gives.
      this.remove(member, event.message || 'Its script did not load.');
    };
    this.members.push(member);
    return true;
  }

  private hear(member: Member, data: Exclude<WorkerMessage, { type: 'failed' }>): void {
    const { attempt } = this;
    if (attempt === null || data.attempt !== attempt.id) return;
    this.kernel = data.kernel;
    member.hashesPerSecond = data.hashesPerSecond;
    attempt.addHashes(data.puzzle, data.hashes);
    if (data.type === 'solved') {
      attempt.solve(data.puzzle, data.nonce);
      member.known = member.known.filter(({ puzzle }) => puzzle !== data.puzzle);
      this.deal(attempt);
    }
    this.onProgress();
  }

  private remove(member: Member, message: string): void {
    detach(member.worker);
    this.members = this.members.filter((other) => other !== member);
    if (this.attempt !== null && this.members.length > 0) this.deal(this.attempt);
    this.lose(message);
  }

  private lose(message: string): void {
    this.lost++;
    if (this.members.length > 0) return;
    this.lost = 0;
    this.onFailure(message);
  }

  /** Brings the queues up to date, evens them out and tells the workers whose queue changed. */
  private deal(attempt: Attempt): void {
    const { unsolved } = attempt;
    const members = this.members.slice(0, this.size);
    for (const member of this.members) {
      member.queue = members.includes(member) ? member.queue.filter(({ puzzle }) => unsolved.includes(puzzle)) : [];
    }
    const isHeld = (puzzle: number): boolean =>
      members.some(({ queue }) => queue.some((task) => task.puzzle === puzzle));
    for (const puzzle of unsolved) {
      if (!isHeld(puzzle)) shortest(members)?.queue.push(attempt.newTask(puzzle));
    }
    this.even(members, attempt);
    for (const member of this.members) this.tell(member, attempt);
  }

  private even(members: Member[], attempt: Attempt): void {
    for (;;) {
      const [idle, busiest] = [shortest(members), longest(members)];
      if (idle === undefined || busiest === undefined || busiest.queue.length === 0) return;
      if (busiest.queue.length - idle.queue.length > 1) idle.queue.push(busiest.queue.pop()!);
      else if (idle.queue.length === 0) idle.queue.push(attempt.newTask(this.leastHelped(attempt)));
      else return;
    }
  }

  /** The unsolved puzzle that the fewest workers search. */
  private leastHelped(attempt: Attempt): number {
    const helpers = (puzzle: number): number =>
      this.members.filter(({ queue }) => queue.some((task) => task.puzzle === puzzle)).length;
    return attempt.unsolved.reduce((least, puzzle) => (helpers(puzzle) < helpers(least) ? puzzle : least));
  }

  private tell(member: Member, { id, token, challenge }: Attempt): void {
    const { queue, known, worker } = member;
    const isKnown =
      queue.length === known.length &&
      queue.every((task, i) => task.hi === known[i]!.hi && task.puzzle === known[i]!.puzzle);
    if (isKnown) return;
    member.known = [...queue];
    worker.postMessage({ attempt: id, token, bits: challenge.bits, tasks: [...queue] });
  }
}

function shortest(members: Member[]): Member | undefined {
  return members.reduce<Member | undefined>(
    (a, b) => (a !== undefined && a.queue.length <= b.queue.length ? a : b),
    undefined,
  );
}

function longest(members: Member[]): Member | undefined {
  return members.reduce<Member | undefined>(
    (a, b) => (a !== undefined && a.queue.length >= b.queue.length ? a : b),
    undefined,
  );
}

function detach(worker: WorkerLike): void {
  worker.onmessage = null;
  worker.onerror = null;
  worker.terminate();
}
