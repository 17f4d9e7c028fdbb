import type { Sql } from '../connection/sql.js';
import { isUnavailable } from '../connection/unavailable.js';
import { type NewListing, type PostOutcome, postListing, postListings } from './post-listings.js';

/** The database tidies up after twice as many. */
const batchMax = 64;
/** A commit takes a few milliseconds. Where one takes longer, all that wait behind it go ahead on other connections. */
const patienceMs = 50;

interface Waiting {
  readonly listing: NewListing;
  readonly resolve: (outcome: PostOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Group commit: a post goes at once where no other is on its way, and those that come meanwhile go together as the next batch. Under
 * load a post so costs the database about as much as a bare INSERT, though it writes five rows; see docs/decisions.
 */
export class PostBatches {
  private waiting: Waiting[] = [];
  private isSending = false;

  constructor(private readonly sql: Sql) {}

  /** Resolves once the listing is committed; rejects where it is not or cannot be known to be. */
  post(listing: NewListing): Promise<PostOutcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ listing, resolve, reject });
      if (!this.isSending) void this.send();
    });
  }

  private async send(): Promise<void> {
    this.isSending = true;
    while (this.waiting.length > 0) {
      const isSettled = await atMost(patienceMs, this.settle(this.waiting.splice(0, batchMax)));
      if (!isSettled) this.sendAll();
    }
    this.isSending = false;
  }

  /** One batch after another, each with its wait, would answer the last long after its statement's own limit. */
  private sendAll(): void {
    while (this.waiting.length > 0) void this.settle(this.waiting.splice(0, batchMax));
  }

  private async settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await postListings(
        this.sql,
        batch.map(({ listing }) => listing),
      );
      batch.forEach(({ resolve }, place) => resolve(outcomes[place]!));
    } catch (error) {
      // PostgreSQL refused one of them and so took none: only that one is to fail.
      if (batch.length > 1 && !isUnavailable(error)) return this.settleOneByOne(batch);
      batch.forEach(({ reject }) => reject(error));
    }
  }

  private async settleOneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const { listing, resolve, reject } of batch) await postListing(this.sql, listing).then(resolve, reject);
  }
}

/** Whether the work is done before that much time is over; it goes on all the same. */
async function atMost(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const isDone = await Promise.race([work.then(() => true), over]);
  clearTimeout(timer);
  return isDone;
}
