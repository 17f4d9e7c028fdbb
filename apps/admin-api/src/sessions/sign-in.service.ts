import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { SignIn } from '@initialsdb/contracts/admin';
import { type Client, ProblemError } from '@initialsdb/server';
import { verifyPassword } from '@initialsdb/database';
import { appendAuditEvents } from '../audit-events/append.js';
import { AdminDatabase } from '../database/admin-database.js';
import { TotpService } from '../totp/totp.service.js';
import { type AuthenticatedUser, type AuthenticatedUserRow, userOfRow } from './authenticated-user.js';
import { SessionStore } from './session-store.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { signInRefused, tooManyFailures } from './sign-in.problems.js';

interface CandidateRow extends AuthenticatedUserRow {
  password_hash: string;
  is_disabled: boolean;
}

/** Checks who somebody is. Every cause of a refusal costs the same time and gets the same answer. */
@Injectable()
export class SignInService {
  private readonly throttle = new SignInThrottle();

  constructor(
    private readonly database: AdminDatabase,
    private readonly sessions: SessionStore,
    private readonly totp: TotpService,
  ) {}

  /**
   * @param oldToken of the session that this browser had; it ends
   * @throws {ProblemError} UNAUTHENTICATED, RATE_LIMITED
   */
  async signIn(
    client: Client,
    credentials: SignIn,
    oldToken?: string,
  ): Promise<{ user: AuthenticatedUser; token: string }> {
    const username = credentials.username.trim().toLowerCase();
    const { candidate, opened } = await this.attempt(client, username, async () => {
      const found = await this.candidate(username);
      const isKnown = await this.isRight(found, credentials);
      const session = isKnown && found ? await this.open(found, credentials.totp, oldToken) : undefined;
      return { candidate: found, opened: session, isRight: session !== undefined };
    });
    return opened ?? this.refuse(candidate?.username);
  }

  /**
   * Whether the password of a signed-in user is right; wrong ones count as failed sign-ins.
   *
   * @throws {ProblemError} UNAUTHENTICATED, RATE_LIMITED
   */
  async confirmPassword(client: Client, user: AuthenticatedUser, password: string): Promise<void> {
    const { isRight } = await this.attempt(client, user.username, async () => {
      const candidate = await this.candidate(user.username);
      return { isRight: await verifyPassword(candidate?.password_hash, password) };
    });
    if (!isRight) throw new ProblemError('UNAUTHENTICATED', 'The password is wrong.');
  }

  /**
   * Waits where many failed on this account, then checks. What is found wrong counts as failed; what could not be looked at, for
   * want of a database, doesn't.
   */
  private async attempt<T extends { isRight: boolean }>(
    client: Client,
    username: string,
    check: () => Promise<T>,
  ): Promise<T> {
    const retryAfterMs = this.throttle.retryAfterMs(client.key);
    if (retryAfterMs > 0) throw tooManyFailures(retryAfterMs);
    const attempt = this.throttle.attempt(client.key, username);
    await sleep(attempt.delayMs);
    const outcome = await check().catch((error: unknown) => {
      attempt.takeBack();
      throw error;
    });
    if (outcome.isRight) attempt.takeBack();
    return outcome;
  }

  private async candidate(username: string): Promise<CandidateRow | undefined> {
    const [row] = await this.database.reads.query<CandidateRow>(
      `SELECT id, username, role, password_hash, is_disabled, totp_secret IS NOT NULL AS has_totp
         FROM users WHERE username = $1`,
      [username],
    );
    return row;
  }

  private async isRight(candidate: CandidateRow | undefined, { password }: SignIn): Promise<boolean> {
    const fits = await verifyPassword(candidate?.password_hash, password);
    return fits && candidate?.is_disabled === false;
  }

  /** Makes the session, and spends the code in the same transaction: of two uses at once only one gets in. */
  private open(candidate: CandidateRow, code: string | undefined, oldToken: string | undefined) {
    return this.database.writes.transaction(async (sql) => {
      if (candidate.has_totp && !(await this.totp.spend(sql, candidate.id, code ?? ''))) return undefined;
      if (oldToken) await this.sessions.end(sql, oldToken);
      const token = await this.sessions.create(sql, candidate.id);
      await sql.query('UPDATE users SET last_sign_in_at = now() WHERE id = $1', [candidate.id]);
      await appendAuditEvents(sql, { actor: candidate.username, action: 'session.create' });
      return { user: userOfRow(candidate), token };
    });
  }

  /** The name is recorded only where it is one of ours: what is typed there is now and then a password. */
  private async refuse(known: string | undefined): Promise<never> {
    await appendAuditEvents(this.database.writes, {
      actor: known ?? 'unknown',
      action: 'session.refuse',
    });
    throw signInRefused();
  }
}
