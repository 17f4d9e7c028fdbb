import { setTimeout as wait } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { AdminConfig } from '@initialsdb/config';
import { createFirstAdmin, erasePseudonyms, recordDatabaseSize } from '@initialsdb/database';
import { Cron } from 'croner';
import { CONFIG } from '@initialsdb/server';
import { appendAuditEvents, systemActor } from '../audit-events/append.js';
import { AdminDatabase } from '../database/admin-database.js';
import { SessionStore } from '../sessions/session-store.js';

const firstAdminRetryMs = 2000;

/** Rows; some seconds' work at most, as moderators who change one of them wait for it. */
const eraseBatch = 20_000;

/** So that growth over a year can be told, and a little longer. */
const keepSizesDays = 400;

/** What has to be done now and then without anybody asking. A failure is logged; the next hour tries again. */
@Injectable()
export class MaintenanceService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MaintenanceService.name);
  private readonly stopping = new AbortController();
  private hourly: Cron | undefined;

  constructor(
    private readonly database: AdminDatabase,
    private readonly sessions: SessionStore,
    @Inject(CONFIG) private readonly config: AdminConfig,
  ) {}

  onApplicationBootstrap(): void {
    void this.makeFirstAdmin();
    void this.tidy();
    this.hourly = new Cron('0 * * * *', { unref: true, protect: true }, () => this.tidy());
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
    this.hourly?.stop();
  }

  private async tidy(): Promise<void> {
    await this.attempt('removing expired sessions', () => this.sessions.removeExpired());
    await this.attempt('erasing old pseudonyms', () => this.erasePosters());
    await this.attempt('noting the size of the database', () => recordDatabaseSize(this.database.long, keepSizesDays));
  }

  /**
   * Where FIRST_ADMIN_PASSWORD is given and nobody can sign in yet; `make start` has made one already. Tried until it is done, as nobody could sign
   * in before the next start of a console that met a busy database at its first.
   */
  private async makeFirstAdmin(): Promise<void> {
    const { firstAdminPassword } = this.config;
    if (firstAdminPassword === undefined) return;
    const make = async () => void (await createFirstAdmin(this.database.writes, firstAdminPassword));
    const { signal } = this.stopping;
    while (!signal.aborted && !(await this.attempt('making the first admin', make))) {
      await wait(firstAdminRetryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Each batch is on record with what it did, so one that is cut short by the end of this process leaves nothing undone or unsaid. */
  private async erasePosters(): Promise<void> {
    let rows = eraseBatch;
    while (rows === eraseBatch && !this.stopping.signal.aborted) {
      rows = await this.database.long.transaction(async (sql) => {
        const erased = await erasePseudonyms(sql, this.config.posterHashDays, eraseBatch);
        if (erased === 0) return erased;
        const details = { rows: erased, olderThanDays: this.config.posterHashDays };
        await appendAuditEvents(sql, { actor: systemActor, action: 'posters.erase', details });
        return erased;
      });
    }
  }

  /** @returns whether it is done */
  private async attempt(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.logger.error(error, `${what} failed`);
      return false;
    }
  }
}
