import { Inject, Injectable } from '@nestjs/common';
import type { AdminConfig } from '@initialsdb/config';
import type {
  ChangePassword,
  Confirmation,
  EnrolTotp,
  SessionAnswer,
  TotpEnrolment,
} from '@initialsdb/contracts/admin';
import { hashPassword } from '@initialsdb/database';
import { type Client, CONFIG, ProblemError } from '@initialsdb/server';
import { appendAuditEvents } from '../audit-events/append.js';
import { AdminDatabase } from '../database/admin-database.js';
import { TotpService } from '../totp/totp.service.js';
import { sessionUser } from './authenticated-user.js';
import { confirmedUntil, type Session, SessionStore } from './session-store.js';
import { confirmationNeeded } from './sign-in.problems.js';
import { SignInService } from './sign-in.service.js';

/** What a signed-in person does with their own session, password and authenticator. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: AdminDatabase,
    private readonly sessions: SessionStore,
    private readonly signIns: SignInService,
    private readonly totp: TotpService,
    @Inject(CONFIG) private readonly config: AdminConfig,
  ) {}

  answer(session: Pick<Session, 'user' | 'confirmedAt'>): SessionAnswer {
    return {
      user: sessionUser(session.user, this.config.requireTotp),
      confirmedUntil: confirmedUntil(session).toISOString(),
    };
  }

  async end(token: string | undefined): Promise<void> {
    if (!token) return;
    await this.database.writes.transaction(async (sql) => {
      const ended = await this.sessions.end(sql, token);
      if (ended) await appendAuditEvents(sql, { actor: ended.username, action: 'session.end' });
    });
  }

  async confirm(client: Client, session: Session, { password }: Confirmation): Promise<void> {
    await this.signIns.confirmPassword(client, session.user, password);
    await this.database.writes.transaction(async (sql) => {
      await this.sessions.confirm(sql, session);
      await appendAuditEvents(sql, { actor: session.user.username, action: 'session.confirm' });
    });
  }

  /** Ends every session of the user and returns the token of the one that goes on. */
  async changePassword(client: Client, { user }: Session, change: ChangePassword): Promise<string> {
    await this.signIns.confirmPassword(client, user, change.password);
    const passwordHash = await hashPassword(change.newPassword);
    return this.database.writes.transaction(async (sql) => {
      await sql.query('UPDATE users SET password_hash = $2 WHERE id = $1', [user.id, passwordHash]);
      await this.sessions.endAll(sql, user.id);
      const token = await this.sessions.create(sql, user.id);
      await appendAuditEvents(sql, { actor: user.username, action: 'user.password', details: { userId: user.id } });
      return token;
    });
  }

  /** Begins an enrolment, or completes it where a code is given. */
  async enrolTotp(session: Session, { code }: EnrolTotp): Promise<TotpEnrolment | SessionAnswer> {
    this.assertConfirmed(session);
    if (code === undefined) return this.totp.begin(session.user);
    await this.totp.complete(session.user, code);
    return this.answer({ ...session, user: { ...session.user, hasTotp: true } });
  }

  async removeTotp(session: Session): Promise<void> {
    if (this.config.requireTotp) throw new ProblemError('FORBIDDEN', 'An authenticator is required here.');
    this.assertConfirmed(session);
    await this.totp.remove(session.user);
  }

  /** @throws {ProblemError} UNAUTHENTICATED where the password was given more than 15 minutes ago */
  private assertConfirmed(session: Session): void {
    if (confirmedUntil(session) < new Date()) throw confirmationNeeded();
  }
}
