/** A block is a link to the next one and seven stamps: 32 bytes, half a cache line. */
const blockWords = 8;
const blockStamps = blockWords - 1;
const none = 0xffffffff;

/**
 * Very many queues of 32-bit stamps in a few typed arrays. A client that came once takes one block of 32 bytes, where an array of its
 * own would take ten times that. Queues are numbered from 0 by the caller.
 */
export class StampQueues {
  private words = new Uint32Array(1024 * blockWords);
  private used = 0;
  private firstFree = none;
  private heads = new Uint32Array(256);
  private tails = new Uint32Array(256);
  /** Position of the oldest stamp in its block, 0 to 6. */
  private offsets = new Uint8Array(256);
  private lengths = new Uint32Array(256);

  get bytes(): number {
    return [this.words, this.heads, this.tails, this.offsets, this.lengths].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  length(queue: number): number {
    return this.lengths[queue] ?? 0;
  }

  /** The stamp that was pushed first, of a queue that is not empty. */
  oldest(queue: number): number {
    return this.words[this.heads[queue]! * blockWords + 1 + this.offsets[queue]!]!;
  }

  push(queue: number, stamp: number): void {
    if (queue >= this.lengths.length) this.addQueues();
    const length = this.lengths[queue]!;
    if (length === 0) this.begin(queue);
    const position = (this.offsets[queue]! + length) % blockStamps;
    if (length > 0 && position === 0) this.extend(queue);
    this.words[this.tails[queue]! * blockWords + 1 + position] = stamp;
    this.lengths[queue] = length + 1;
  }

  /** Forgets the oldest stamp of a queue that is not empty. */
  shift(queue: number): void {
    const left = (this.lengths[queue]! -= 1);
    const offset = (this.offsets[queue]! + 1) % blockStamps;
    this.offsets[queue] = offset;
    if (left > 0 && offset !== 0) return;
    const head = this.heads[queue]!;
    this.heads[queue] = this.words[head * blockWords]!;
    this.release(head);
  }

  clear(queue: number): void {
    while (this.length(queue) > 0) this.shift(queue);
  }

  private begin(queue: number): void {
    this.offsets[queue] = 0;
    this.heads[queue] = this.tails[queue] = this.take();
  }

  private extend(queue: number): void {
    const block = this.take();
    this.words[this.tails[queue]! * blockWords] = block;
    this.tails[queue] = block;
  }

  private take(): number {
    const free = this.firstFree;
    if (free !== none) {
      this.firstFree = this.words[free * blockWords]!;
      return free;
    }
    if ((this.used + 1) * blockWords > this.words.length) this.words = doubled(this.words);
    return this.used++;
  }

  private release(block: number): void {
    this.words[block * blockWords] = this.firstFree;
    this.firstFree = block;
  }

  private addQueues(): void {
    this.heads = doubled(this.heads);
    this.tails = doubled(this.tails);
    this.lengths = doubled(this.lengths);
    const offsets = new Uint8Array(this.offsets.length * 2);
    offsets.set(this.offsets);
    this.offsets = offsets;
  }
}

/** A copy of twice the length, zeros behind. */
export function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(array.length * 2);
  copy.set(array);
  return copy;
}
