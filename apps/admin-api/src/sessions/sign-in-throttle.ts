import { FailureWindow } from './failure-window.js';

export const failureWindowMs = 15 * 60_000;
export const clientFailuresMax = 10;
const accountFailuresFree = 5;
const delayStepMs = 200;
export const accountDelayMaxMs = 2000;

/** A sign-in that is being tried: it counts as failed until it is known not to have, so that a burst can't slip through. */
export interface Attempt {
  /** How long this attempt has to wait first, because of others' failures on the same account. */
  delayMs: number;
  /** It was no failure. */
  takeBack(): void;
}

/**
 * Throttles sign-ins twice: a client with 10 failures in 15 minutes is refused; an account that many fail on becomes slower by
 * at most 2 s, for everyone and whether it exists or not, and is never closed, so that nobody can lock another one out.
 */
export class SignInThrottle {
  private readonly clients: FailureWindow;
  private readonly accounts: FailureWindow;

  constructor(now: () => number = Date.now) {
    this.clients = new FailureWindow(failureWindowMs, clientFailuresMax, now);
    this.accounts = new FailureWindow(failureWindowMs, accountFailuresFree + accountDelayMaxMs / delayStepMs, now);
  }

  /** Milliseconds that a client has to wait before its next attempt; 0 where it may try now. */
  retryAfterMs(client: string): number {
    return this.clients.waitMs(client, clientFailuresMax);
  }

  /** Begins an attempt; ask `retryAfterMs` first. */
  attempt(client: string, username: string): Attempt {
    const delayMs = Math.max(0, this.accounts.count(username) - accountFailuresFree) * delayStepMs;
    const ofClient = this.clients.add(client);
    const ofAccount = this.accounts.add(username);
    return {
      delayMs: Math.min(delayMs, accountDelayMaxMs),
      takeBack: () => {
        this.clients.remove(client, ofClient);
        this.accounts.remove(username, ofAccount);
      },
    };
  }
}
