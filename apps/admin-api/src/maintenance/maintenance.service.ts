import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { createFirstAdmin, erasePseudonyms } from '@initialsdb/database';
import { appendAuditEvents, systemActor } from '../audit-events/append.js';
import { ADMIN_CONFIG, type AdminConfig } from '../database/admin-config.js';
import { AdminDatabase } from '../database/admin-database.js';
import { SessionStore } from '../sessions/session-store.js';

/** What has to be done now and then without anybody asking. A failure is logged; the next hour tries again. */
@Injectable()
export class MaintenanceService implements OnApplicationBootstrap {
  private readonly logger = new Logger(MaintenanceService.name);

  constructor(
    private readonly database: AdminDatabase,
    private readonly sessions: SessionStore,
    @Inject(ADMIN_CONFIG) private readonly config: AdminConfig,
  ) {}

  onApplicationBootstrap(): void {
    void this.attempt('making the first admin', () => this.makeFirstAdmin());
    void this.tidy();
  }

  @Cron(CronExpression.EVERY_HOUR)
  async tidy(): Promise<void> {
    await this.attempt('removing expired sessions', () => this.sessions.removeExpired());
    await this.attempt('erasing old pseudonyms', () => this.erasePosters());
  }

  /** Where FIRST_ADMIN_PASSWORD is given and nobody can sign in yet; `make start` has made one already. */
  private async makeFirstAdmin(): Promise<void> {
    const { firstAdminPassword } = this.config;
    if (firstAdminPassword !== undefined) await createFirstAdmin(this.database.writes, firstAdminPassword);
  }

  private async erasePosters(): Promise<void> {
    await this.database.long.transaction(async (sql) => {
      const rows = await erasePseudonyms(sql, this.config.posterHashDays);
      if (rows === 0) return;
      const details = { rows, olderThanDays: this.config.posterHashDays };
      await appendAuditEvents(sql, { actor: systemActor, action: 'posters.erase', details });
    });
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error(error, `${what} failed`);
    }
  }
}
