import type { BoardChanges } from './board-changes.js';

/** A load that takes longer is the database's being slow, and what it read may be as old. */
const sharedForMs = 500;

interface Held<T> {
  generation: number;
  value: T;
}

interface Loading<T> extends Held<Promise<T>> {
  since: number;
}

/**
 * A value read from the database and kept for as long as it is surely true. Concurrent askers share one load; a load that began before
 * a change is neither kept nor shared with those who ask after the change, so that nobody sees the board older than they know it.
 */
export class Fresh<T> {
  private held: Held<T> | undefined;
  private loading: Loading<T> | undefined;

  constructor(
    private readonly changes: Pick<BoardChanges, 'generation' | 'isWatching'>,
    private readonly load: () => Promise<T>,
  ) {}

  get(): T | Promise<T> {
    const { generation, isWatching } = this.changes;
    if (isWatching && this.held?.generation === generation) return this.held.value;
    const since = performance.now();
    if (this.loading?.generation === generation && since - this.loading.since < sharedForMs) return this.loading.value;
    this.loading = { generation, since, value: this.load() };
    return this.settle(this.loading);
  }

  /** Only the newest load is kept: one that was slower may have read an older board. */
  private async settle(loading: Loading<T>): Promise<T> {
    try {
      const value = await loading.value;
      const { generation } = loading;
      if (this.loading === loading && this.changes.generation === generation) this.held = { generation, value };
      return value;
    } finally {
      if (this.loading === loading) this.loading = undefined;
    }
  }
}
