/** Posts of one client, and of all, that cost nothing extra, per window. */
const ALLOWANCE = { client: 32, overall: 256 } as const;
const WINDOW_MS = 10 * 60 * 1000;
/** Clients counted one by one in a window; more than that make themselves felt in the overall count. */
const MAX_CLIENTS = 10_000;

/**
 * How hard the proof should be. Up to 32 posts of a client and 256 of all in ten minutes, exactly the floor. From there on every
 * doubling of a count adds a bit: twice the posts, twice the work for each. The client's and the overall addition add up, to
 * the ceiling at most. What counts is posts let through, which cost work, not challenges, which cost an attacker nothing
 * and would let him raise everybody's price. Counts are those of a sliding window, so calm brings the floor back within 20 minutes.
 */
export class AdaptiveDifficulty {
  private current = new Counts();
  private previous = new Counts();
  private window = 0;

  /** `floor` and `ceiling` are log2 of the expected hashes per solution; where they are equal, nothing is counted. */
  constructor(
    readonly floor: number,
    readonly ceiling: number,
  ) {}

  /** What `client` must be asked for now, floor to ceiling; without a client, what someone new is asked for. */
  of(client: string | null, nowMs: number): number {
    if (this.ceiling === this.floor) return this.floor;
    this.turn(nowMs);
    // The window slides: as much of the previous one counts as the last WINDOW_MS still cover.
    const share = 1 - (nowMs - this.window * WINDOW_MS) / WINDOW_MS;
    const overall = this.current.overall + share * this.previous.overall;
    const own = client === null ? 0 : this.current.of(client) + share * this.previous.of(client);
    const added = extraBits(own, ALLOWANCE.client) + extraBits(overall, ALLOWANCE.overall);
    return Math.min(this.ceiling, this.floor + added);
  }

  /** Counts one post that was let through. */
  count(client: string, nowMs: number): void {
    if (this.ceiling === this.floor) return;
    this.turn(nowMs);
    this.current.add(client);
  }

  /** How many clients are counted one by one in this window; never more than 10,000. */
  get clients(): number {
    return this.current.size;
  }

  private turn(nowMs: number): void {
    const window = Math.floor(nowMs / WINDOW_MS);
    if (window === this.window) return;
    this.previous = window === this.window + 1 ? this.current : new Counts();
    this.current = new Counts();
    this.window = window;
  }
}

/** 0 up to the allowance, 1 above it, 2 above twice that, 3 above four times. */
function extraBits(count: number, allowance: number): number {
  return count <= allowance ? 0 : Math.ceil(Math.log2(count / allowance));
}

class Counts {
  overall = 0;
  private readonly clients = new Map<string, number>();

  get size(): number {
    return this.clients.size;
  }

  of(client: string): number {
    return this.clients.get(client) ?? 0;
  }

  add(client: string): void {
    this.overall++;
    const count = this.clients.get(client);
    if (count !== undefined || this.clients.size < MAX_CLIENTS) this.clients.set(client, (count ?? 0) + 1);
  }
}
