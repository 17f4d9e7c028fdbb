import type { Challenge } from '@initialsdb/contracts';
import { Attempt } from './attempt.js';

/** After a failure key presses within this time don't try again; Post does. */
const RETRY_AFTER_MS = 5_000;

/** Gets challenges, one at a time. */
export class ChallengeSource {
  private request: AbortController | null = null;
  private retryAtMs = 0;

  /** `fetchChallenge` gets `GET /pow/challenge`. */
  constructor(private readonly fetchChallenge: (signal: AbortSignal) => Promise<Challenge>) {}

  get isBusy(): boolean {
    return this.request !== null;
  }

  /** Nothing failed just now: asking again in the background makes sense. */
  get isHopeful(): boolean {
    return performance.now() >= this.retryAtMs;
  }

  /** Something failed: whoever isn't waited for may ask again a little later. */
  holdBack(): void {
    this.retryAtMs = performance.now() + RETRY_AFTER_MS;
  }

  /**
   * A fresh challenge; null where one is under way already, or `abort` was called meanwhile.
   * Rejects with what `fetchChallenge` threw.
   */
  async next(): Promise<Attempt | null> {
    if (this.request !== null) return null;
    const request = new AbortController();
    this.request = request;
    try {
      const challenge = await this.fetchChallenge(request.signal);
      return this.request === request ? new Attempt(challenge, performance.now()) : null;
    } catch (error) {
      if (this.request !== request) return null;
      this.holdBack();
      throw error;
    } finally {
      if (this.request === request) this.request = null;
    }
  }

  abort(): void {
    this.request?.abort();
    this.request = null;
  }
}
