import { doubled } from './stamp-queues.js';

/**
 * Keys in the order of their last use, each with a small number of its own by which arrays can be indexed. A Map kept in that order by
 * deleting and inserting would be simpler, and a thousand times slower: finding its first key walks over every one deleted before it.
 */
export class RecentKeys {
  private readonly slots = new Map<string, number>();
  private readonly keys: string[] = [];
  private readonly free: number[] = [];
  /** A ring through all slots; slot 0 belongs to no key and stands between the newest and the stalest. */
  private newer = new Uint32Array(256);
  private older = new Uint32Array(256);

  get size(): number {
    return this.slots.size;
  }

  /** The key's number, 1 or more; 0 where it is not known. */
  slotOf(key: string): number {
    return this.slots.get(key) ?? 0;
  }

  /** The number of the key that was not used for longest; 0 where there is none. */
  get stalest(): number {
    return this.newer[0]!;
  }

  /** @returns the number of a key that was not known */
  add(key: string): number {
    const slot = this.free.pop() ?? this.keys.length + 1;
    if (slot >= this.newer.length) this.addSlots();
    this.keys[slot - 1] = key;
    this.slots.set(key, slot);
    this.link(slot);
    return slot;
  }

  touch(slot: number): void {
    this.unlink(slot);
    this.link(slot);
  }

  remove(slot: number): void {
    this.unlink(slot);
    this.slots.delete(this.keys[slot - 1]!);
    this.keys[slot - 1] = '';
    this.free.push(slot);
  }

  private link(slot: number): void {
    const newest = this.older[0]!;
    this.newer[newest] = slot;
    this.older[slot] = newest;
    this.newer[slot] = 0;
    this.older[0] = slot;
  }

  private unlink(slot: number): void {
    const newer = this.newer[slot]!;
    const older = this.older[slot]!;
    this.newer[older] = newer;
    this.older[newer] = older;
  }

  private addSlots(): void {
    this.newer = doubled(this.newer);
    this.older = doubled(this.older);
  }
}
