import type { Challenge } from '@initialsdb/contracts';
import { decodeBase64url } from '../base64url.js';
import { formatSolution } from '../protocol.js';
import type { Nonce } from '../protocol.js';
import type { Task } from './messages.js';

/** Values of hi in one task's range: each task searches a range of its own, so helpers never repeat each other. */
const HI_PER_TASK = 2 ** 24;
/** A token is given up this much before its end, so that the request still arrives in time. */
const MARGIN = { share: 0.1, mostMs: 5000 };

/** One challenge and what is solved of it. */
export class Attempt {
  private static count = 0;

  readonly id = Attempt.count++;
  readonly token: Uint8Array;
  private readonly nonces: (Nonce | undefined)[];
  private readonly hashes: number[];
  private readonly ranges: number[];

  /** `arrivedAtMs` is when the challenge came, on the page's monotonic clock. */
  constructor(
    readonly challenge: Challenge,
    readonly arrivedAtMs: number,
  ) {
    const token = decodeBase64url(challenge.token);
    if (token === null) throw new Error('The server sent a challenge that is no base64url.');
    this.token = token;
    this.nonces = Array.from({ length: challenge.puzzles });
    this.hashes = this.nonces.map(() => 0);
    this.ranges = this.nonces.map(() => 0);
  }

  /** From when on the token may be too old to arrive in time, on the page's monotonic clock. */
  get usableUntilMs(): number {
    const { expiresInMs } = this.challenge;
    return this.arrivedAtMs + expiresInMs - Math.min(MARGIN.mostMs, MARGIN.share * expiresInMs);
  }

  /** Indexes of the puzzles not solved yet. */
  get unsolved(): number[] {
    return [...this.nonces.keys()].filter((puzzle) => this.nonces[puzzle] === undefined);
  }

  get isSolved(): boolean {
    return this.unsolved.length === 0;
  }

  /** The value of the Pow-Solution header, once all is solved. */
  get solution(): string {
    return formatSolution(this.challenge.token, this.nonces as Nonce[]);
  }

  /** A task for a puzzle, in a range that no other task of it has. */
  newTask(puzzle: number): Task {
    const ranges = this.ranges[puzzle]!++;
    return { puzzle, hi: (ranges * HI_PER_TASK) % 2 ** 32 };
  }

  addHashes(puzzle: number, hashes: number): void {
    this.hashes[puzzle]! += hashes;
  }

  solve(puzzle: number, nonce: Nonce): void {
    this.nonces[puzzle] ??= nonce;
  }

  /**
   * How much is done, 0 to 1: a solved puzzle counts whole, one under way by the chance that as many hashes would have
   * solved it. So the bar never goes back and never waits at its end.
   */
  get value(): number {
    const perPuzzle = 2 ** this.challenge.bits;
    const done = this.nonces.map((nonce, i) => (nonce ? 1 : 1 - Math.exp(-this.hashes[i]! / perPuzzle)));
    return done.reduce((sum, share) => sum + share, 0) / done.length;
  }
}
