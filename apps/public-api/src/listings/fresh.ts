import type { BoardChanges } from './board-changes.js';

interface Held<T> {
  generation: number;
  value: T;
}

/**
 * A value read from the database and kept for as long as it is surely true. Concurrent askers share one load; a load that began before
 * a change is neither kept nor shared with those who ask after the change, so that nobody sees the board older than they know it.
 */
export class Fresh<T> {
  private held: Held<T> | undefined;
  private loading: Held<Promise<T>> | undefined;

  constructor(
    private readonly changes: Pick<BoardChanges, 'generation' | 'isWatching'>,
    private readonly load: () => Promise<T>,
  ) {}

  get(): T | Promise<T> {
    const { generation, isWatching } = this.changes;
    if (isWatching && this.held?.generation === generation) return this.held.value;
    if (this.loading?.generation === generation) return this.loading.value;
    const value = this.loadUnder(generation);
    this.loading = { generation, value };
    return value;
  }

  private async loadUnder(generation: number): Promise<T> {
    try {
      const value = await this.load();
      if (this.changes.generation === generation) this.held = { generation, value };
      return value;
    } finally {
      if (this.loading?.generation === generation) this.loading = undefined;
    }
  }
}
