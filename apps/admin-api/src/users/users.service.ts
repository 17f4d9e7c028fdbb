import { Injectable } from '@nestjs/common';
import type { AdminUser, CreateUser, UpdateUser } from '@initialsdb/contracts/admin';
import { hashPassword, lockUsers, type Sql } from '@initialsdb/database';
import { notFound, ProblemError } from '@initialsdb/server';
import { appendAuditEvents } from '../audit-events/append.js';
import { AdminDatabase } from '../database/admin-database.js';
import { SessionStore } from '../sessions/session-store.js';
import { forgetTotp } from '../totp/totp.service.js';
import { toAdminUser, userColumns, type UserRow } from './user-row.js';

/** Who may use the console. Users are disabled rather than deleted, because the audit log names them. */
@Injectable()
export class UsersService {
  constructor(
    private readonly database: AdminDatabase,
    private readonly sessions: SessionStore,
  ) {}

  async list(): Promise<AdminUser[]> {
    const rows = await this.database.reads.query<UserRow>(`SELECT ${userColumns} FROM users ORDER BY username`);
    return rows.map(toAdminUser);
  }

  /** @throws {ProblemError} CONFLICT where the name is taken */
  async create(actor: string, { username, role, password }: CreateUser): Promise<AdminUser> {
    const passwordHash = await hashPassword(password);
    return this.database.writes.transaction(async (sql) => {
      const [row] = await sql.query<UserRow>(
        `INSERT INTO users (username, role, password_hash) VALUES ($1, $2, $3)
         ON CONFLICT (username) DO NOTHING RETURNING ${userColumns}`,
        [username, role, passwordHash],
      );
      if (!row) throw new ProblemError('CONFLICT', `There is a user ${username} already.`);
      await appendAuditEvents(sql, { actor, action: 'user.create', details: { userId: row.id, username, role } });
      return toAdminUser(row);
    });
  }

  /**
   * Changes a user and ends their sessions where that takes something away from them or may have to keep somebody out.
   *
   * @throws {ProblemError} NOT_FOUND, CONFLICT where nobody would be left who can administer users
   */
  async update(actor: string, id: number, change: UpdateUser): Promise<AdminUser> {
    const passwordHash = change.password === undefined ? null : await hashPassword(change.password);
    return this.database.writes.transaction(async (sql) => {
      await lockUsers(sql);
      const before = await this.find(sql, id);
      await sql.query(
        `UPDATE users SET role = coalesce($2, role), is_disabled = coalesce($3, is_disabled),
                          password_hash = coalesce($4, password_hash) WHERE id = $1`,
        [id, change.role ?? null, change.isDisabled ?? null, passwordHash],
      );
      if (change.hasTotp === false) await forgetTotp(sql, id);
      const user = await this.find(sql, id);
      await this.assertAdminLeft(sql);
      if (endsSessions(before, user, change)) await this.sessions.endAll(sql, id);
      await appendAuditEvents(sql, { actor, action: 'user.update', details: detailsOf(user, change) });
      return user;
    });
  }

  private async find(sql: Sql, id: number): Promise<AdminUser> {
    const [row] = await sql.query<UserRow>(`SELECT ${userColumns} FROM users WHERE id = $1`, [id]);
    if (!row) throw notFound('There is no such user.');
    return toAdminUser(row);
  }

  /** Under the lock of the users: of two admins who disable one another at once, the second is refused. */
  private async assertAdminLeft(sql: Sql): Promise<void> {
    const [left] = await sql.query(`SELECT id FROM users WHERE role = 'admin' AND NOT is_disabled LIMIT 1`);
    if (!left) throw new ProblemError('CONFLICT', 'This is the last admin; make another one first.');
  }
}

function endsSessions(before: AdminUser, after: AdminUser, change: UpdateUser): boolean {
  return (
    before.role !== after.role || after.isDisabled || change.password !== undefined || before.hasTotp !== after.hasTotp
  );
}

/** What the log keeps of a change: that there is a new password, never which. */
function detailsOf(user: AdminUser, { password, ...change }: UpdateUser): Record<string, unknown> {
  return {
    userId: user.id,
    username: user.username,
    ...change,
    ...(password === undefined ? {} : { password: 'reset' }),
  };
}
