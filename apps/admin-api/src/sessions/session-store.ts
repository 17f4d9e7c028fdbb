import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Sql } from '@initialsdb/database';
import { type AuthenticatedUser, AuthenticatedUserRow, userOfRow } from './authenticated-user.js';
import { AdminDatabase } from '../database/admin-database.js';

/** 256 bits, twice what guessing would call for. */
const tokenBytes = 32;
export const idleHours = 12;
export const absoluteDays = 7;
/** A password counts as given recently for this long. */
export const confirmationMinutes = 15;
/** `last_seen_at` is written at most this often per session, so that reading costs no write. */
const touchSeconds = 60;

export interface Session {
  tokenHash: Buffer;
  user: AuthenticatedUser;
  /** When the password was given last. */
  confirmedAt: Date;
}

interface SessionRow extends AuthenticatedUserRow {
  token_hash: Buffer;
  confirmed_at: Date;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

const isLive = `
  s.last_seen_at > now() - interval '${idleHours} hours' AND s.expires_at > now()`;

/** Sessions live in the database as hashes of their tokens: who reads the table, or a backup of it, can't sign in with it. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: AdminDatabase) {}

  /** The live session of a token, of a user who is not disabled. */
  async find(token: string | undefined): Promise<Session | undefined> {
    if (!token) return undefined;
    const tokenHash = hashOf(token);
    const [row] = await this.database.reads.query<SessionRow & { is_stale: boolean }>(
      `SELECT s.token_hash, s.confirmed_at, s.last_seen_at < now() - interval '${touchSeconds} seconds' AS is_stale,
              u.id, u.username, u.role, u.totp_secret IS NOT NULL AS has_totp
         FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.token_hash = $1 AND NOT u.is_disabled AND ${isLive}`,
      [tokenHash],
    );
    if (!row) return undefined;
    if (row.is_stale) await this.touch(tokenHash);
    return { tokenHash, user: userOfRow(row), confirmedAt: row.confirmed_at };
  }

  /** Whether a session could still be used; asking doesn't keep it from falling idle. */
  async isAlive(token: string | undefined): Promise<boolean> {
    const rows = await this.database.reads.query(
      `SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.token_hash = $1 AND NOT u.is_disabled AND ${isLive}`,
      [hashOf(token ?? '')],
    );
    return rows.length > 0;
  }

  /** Makes a session and returns its token, which is nowhere else. */
  async create(sql: Sql, userId: number): Promise<string> {
    const token = randomBytes(tokenBytes).toString('base64url');
    await sql.query(
      `INSERT INTO sessions (token_hash, user_id, expires_at) VALUES ($1, $2, now() + interval '${absoluteDays} days')`,
      [hashOf(token), userId],
    );
    return token;
  }

  /** Ends one session; the user whose it was, where it was live. */
  async end(sql: Sql, token: string): Promise<{ username: string } | undefined> {
    const [row] = await sql.query<{ username: string }>(
      'DELETE FROM sessions s USING users u WHERE s.token_hash = $1 AND u.id = s.user_id RETURNING u.username',
      [hashOf(token)],
    );
    return row;
  }

  /** Ends every session of a user. */
  async endAll(sql: Sql, userId: number): Promise<void> {
    await sql.query('DELETE FROM sessions WHERE user_id = $1', [userId]);
  }

  async confirm(sql: Sql, session: Session): Promise<void> {
    await sql.query('UPDATE sessions SET confirmed_at = now() WHERE token_hash = $1', [session.tokenHash]);
  }

  /** Removes what can't be used any more. */
  async removeExpired(): Promise<void> {
    await this.database.writes.query(`DELETE FROM sessions s WHERE NOT (${isLive})`);
  }

  private async touch(tokenHash: Buffer): Promise<void> {
    await this.database.writes.query('UPDATE sessions SET last_seen_at = now() WHERE token_hash = $1', [tokenHash]);
  }
}

/** Until when the password of a session counts as given recently. */
export function confirmedUntil(session: Pick<Session, 'confirmedAt'>): Date {
  return new Date(session.confirmedAt.getTime() + confirmationMinutes * 60_000);
}
