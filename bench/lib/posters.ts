import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '@initialsdb/database';

const sampleMs = 50;

/** Callers that each do one thing again as soon as it is done. */
export class Posters {
  constructor(
    private readonly sql: Sql,
    private readonly once: (sql: Sql) => Promise<void>,
  ) {}

  /**
   * @param onWaits gets, many times, the share of the posters that wait for a lock that another holds
   * @returns how often it was done per second
   */
  async run(concurrency: number, milliseconds: number, onWaits?: (share: number) => void): Promise<number> {
    const startedAt = performance.now();
    const isOver = () => performance.now() - startedAt >= milliseconds;
    let done = 0;
    const poster = async () => {
      while (!isOver()) {
        await this.once(this.sql);
        done += 1;
      }
    };
    const watch = async () => {
      while (onWaits && !isOver()) {
        onWaits((await this.waiting()) / concurrency);
        await sleep(sampleMs);
      }
    };
    await Promise.all([watch(), ...Array.from({ length: concurrency }, poster)]);
    return (1000 * done) / (performance.now() - startedAt);
  }

  /** A role sees the waits of its own connections. */
  private async waiting(): Promise<number> {
    const [row] = await this.sql.query<{ waiting: number }>(
      `SELECT count(*) AS waiting FROM pg_stat_activity
        WHERE application_name = 'initialsdb-bench' AND wait_event_type = 'Lock'`,
    );
    return row?.waiting ?? 0;
  }
}
