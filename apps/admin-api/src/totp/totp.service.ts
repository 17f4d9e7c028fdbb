import { Injectable } from '@nestjs/common';
import type { TotpEnrolment } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { invalidInput, ProblemError } from '@initialsdb/server';
import { appendAuditEvents } from '../audit-events/append.js';
import { AdminDatabase } from '../database/admin-database.js';
import type { AuthenticatedUser } from '../sessions/authenticated-user.js';
import { newTotpEnrolment, stepOfCode } from './totp.js';

const issuer = 'initialsdb';

interface SecretRow {
  totp_secret: string | null;
  totp_pending_secret: string | null;
  totp_last_step: number | null;
}

/** Enrols authenticators and checks their codes. */
@Injectable()
export class TotpService {
  constructor(private readonly database: AdminDatabase) {}

  /** Makes a new secret for a user; it counts only when a code of it was given. */
  async begin(user: AuthenticatedUser): Promise<TotpEnrolment> {
    const enrolment = await newTotpEnrolment(issuer, user.username);
    await this.database.writes.query('UPDATE users SET totp_pending_secret = $2 WHERE id = $1', [
      user.id,
      enrolment.secret,
    ]);
    return enrolment;
  }

  /**
   * Takes the new secret into use.
   *
   * @throws {ProblemError} INVALID_INPUT wrong code, CONFLICT no enrolment under way
   */
  async complete(user: AuthenticatedUser, code: string): Promise<void> {
    await this.database.writes.transaction(async (sql) => {
      const secret = (await this.secretsOf(sql, user.id))?.totp_pending_secret;
      if (!secret) throw new ProblemError('CONFLICT', 'No enrolment has begun; begin one first.');
      const step = await stepOfCode(secret, code, null);
      if (step === null) throw invalidInput('code', 'This is not the code that the authenticator shows now.');
      await sql.query(
        'UPDATE users SET totp_secret = $2, totp_pending_secret = NULL, totp_last_step = $3 WHERE id = $1',
        [user.id, secret, step],
      );
      await appendAuditEvents(sql, { actor: user.username, action: 'user.totp', details: { hasTotp: true } });
    });
  }

  async remove(user: AuthenticatedUser): Promise<void> {
    await this.database.writes.transaction(async (sql) => {
      await forgetTotp(sql, user.id);
      await appendAuditEvents(sql, { actor: user.username, action: 'user.totp', details: { hasTotp: false } });
    });
  }

  /** Uses a code up; false where it is wrong or was used. Locks the user's row until the transaction ends. */
  async spend(sql: Sql, userId: number, code: string): Promise<boolean> {
    const secrets = await this.secretsOf(sql, userId);
    if (!secrets?.totp_secret) return false;
    const step = await stepOfCode(secrets.totp_secret, code, secrets.totp_last_step);
    if (step === null) return false;
    await sql.query('UPDATE users SET totp_last_step = $2 WHERE id = $1', [userId, step]);
    return true;
  }

  private async secretsOf(sql: Sql, userId: number): Promise<SecretRow | undefined> {
    const [row] = await sql.query<SecretRow>(
      'SELECT totp_secret, totp_pending_secret, totp_last_step FROM users WHERE id = $1 FOR UPDATE',
      [userId],
    );
    return row;
  }
}

/** Takes the authenticator off a user. */
export async function forgetTotp(sql: Sql, userId: number): Promise<void> {
  await sql.query(
    'UPDATE users SET totp_secret = NULL, totp_pending_secret = NULL, totp_last_step = NULL WHERE id = $1',
    [userId],
  );
}
