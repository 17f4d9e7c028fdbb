import { randomUUID } from 'node:crypto';
import { type Listener, listenTo } from './listen.js';
import { heardChannel, listeningLock, pleaseConfirm } from './listening.js';
import type { DatabaseSettings } from './settings.js';
import type { Sql } from './sql.js';

const patienceMs = 700;

/**
 * Knows when every process that listens to a channel has taken note of a change. PostgreSQL delivers a notification some time after the
 * commit; only with this can whoever made the change be told that it has happened everywhere.
 */
export class Hearings {
  private readonly listener: Listener;
  /** What to do at the confirmation of each question under way. */
  private readonly asked = new Map<string, () => void>();

  constructor(settings: DatabaseSettings) {
    this.listener = listenTo(settings, heardChannel, { notification: (question) => this.asked.get(question)?.() });
  }

  /**
   * Waits until all who listen to a channel have heard what was committed before this call. One that hangs is waited for no longer
   * than 0.7 s, and nothing here fails the change, which is made.
   *
   * @param channel an identifier that needs no quotes
   */
  async untilHeard(sql: Sql, channel: string): Promise<void> {
    const question = `${pleaseConfirm}${randomUUID()}`;
    try {
      const [row] = await sql.query<{ listeners: number }>(
        `SELECT count(*) AS listeners FROM pg_locks
          WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND database = (
                  SELECT oid FROM pg_database WHERE datname = current_database())
            AND (classid::bigint << 32 | objid::bigint) = ${listeningLock(channel)}`,
      );
      const heard = this.confirmations(question, row?.listeners ?? 0);
      await sql.query('SELECT pg_notify($1, $2)', [channel, question]);
      await heard;
    } catch {
      // The listeners' own ways of noticing what they missed are what is left.
    } finally {
      this.asked.delete(question);
    }
  }

  close(): Promise<void> {
    return this.listener.close();
  }

  /** Settles when so many have confirmed, or after a while. */
  private confirmations(question: string, wanted: number): Promise<void> {
    if (wanted === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      let missing = wanted;
      this.asked.set(question, () => {
        missing -= 1;
        if (missing > 0) return;
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
