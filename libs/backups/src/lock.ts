import type pg from 'pg';
import { BackupBusyError } from './errors.js';
import { connect } from './connect.js';
import type { Server } from './settings.js';

/** Any number that nothing else in this database locks. */
const backupLock = 7_201_552;

/**
 * The right to take, verify or remove backups of a database, which one process anywhere has at a time. It belongs to a session of
 * PostgreSQL, so it is free again as soon as its holder is gone, however it ended.
 */
export class BackupLock {
  private isReleased = false;

  private constructor(private readonly client: pg.Client) {}

  /**
   * @param onLost the server ended the session: another may hold the lock now
   * @throws {BackupBusyError}
   */
  static async take(server: Server, onLost: () => void): Promise<BackupLock> {
    const client = await connect(server, 'initialsdb backup lock');
    const lock = new BackupLock(client);
    client.once('end', () => {
      if (!lock.isReleased) onLost();
    });
    try {
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [backupLock]);
      if (!rows[0]?.taken) throw new BackupBusyError();
      return lock;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  async release(): Promise<void> {
    this.isReleased = true;
    // The server takes note of a closed connection a moment later, and who comes within that moment would be told that one is under way.
    await this.client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await this.client.end().catch(() => undefined);
  }
}
