interface Work {
  attempt: number;
  tasks: { puzzle: number; hi: number }[];
}

type Solved = {
  type: 'solved';
  attempt: number;
  puzzle: number;
  hashes: number;
  hashesPerSecond: number;
  kernel: string;
  nonce: { hi: number; lo: number };
};

/**
 * Stands where jsdom has no Web Worker: solves every puzzle at once, or never while `isHeld`. The real one runs in the specs of
 * libs/proof-of-work and in the browser specs.
 */
export class ScriptedWorker {
  static isHeld = false;
  onmessage: ((event: { data: Solved }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  private isTerminated = false;

  postMessage({ attempt, tasks }: Work): void {
    const queue = [...tasks];
    const next = () => {
      const task = queue.shift();
      if (!task || this.isTerminated || ScriptedWorker.isHeld) return;
      const rates = { hashes: 1, hashesPerSecond: 1_000, kernel: 'js' };
      this.onmessage?.({
        data: { type: 'solved', attempt, puzzle: task.puzzle, ...rates, nonce: { hi: task.hi, lo: 0 } },
      });
      setTimeout(next);
    };
    setTimeout(next);
  }

  terminate(): void {
    this.isTerminated = true;
  }
}
