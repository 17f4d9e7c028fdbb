import { Injectable } from '@nestjs/common';
import { type CreateView, type SavedView, type UpdateView, viewsMax } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { notFound, ProblemError } from '@initialsdb/server';
import { AdminDatabase } from '../database/admin-database.js';

const columns = 'id, name, query';

/** Named states of the listings page, each user's own. They change nothing about the board, so the audit log has none of it. */
@Injectable()
export class ViewsService {
  constructor(private readonly database: AdminDatabase) {}

  list(userId: number): Promise<SavedView[]> {
    return this.database.reads.query<SavedView>(
      `SELECT ${columns} FROM saved_views WHERE user_id = $1 ORDER BY lower(name), id LIMIT ${viewsMax}`,
      [userId],
    );
  }

  /** @throws {ProblemError} CONFLICT where the name is taken or there are 50 already */
  async create(userId: number, { name, query }: CreateView): Promise<SavedView> {
    return this.database.writes.transaction(async (sql) => {
      const taken = await this.lockNames(sql, userId);
      if (taken.length >= viewsMax) throw new ProblemError('CONFLICT', `There are ${viewsMax} views already.`);
      if (taken.some((view) => view.name === name)) throw nameTaken(name);
      const [view] = await sql.query<SavedView>(
        `INSERT INTO saved_views (user_id, name, query) VALUES ($1, $2, $3) RETURNING ${columns}`,
        [userId, name, query],
      );
      return view as SavedView;
    });
  }

  /** @throws {ProblemError} NOT_FOUND, CONFLICT where the name is taken */
  async update(userId: number, id: number, { name, query }: UpdateView): Promise<SavedView> {
    return this.database.writes.transaction(async (sql) => {
      const taken = await this.lockNames(sql, userId);
      if (name !== undefined && taken.some((view) => view.name === name && view.id !== id)) throw nameTaken(name);
      const [view] = await sql.query<SavedView>(
        `UPDATE saved_views SET name = coalesce($3, name), query = coalesce($4, query)
          WHERE user_id = $1 AND id = $2 RETURNING ${columns}`,
        [userId, id, name ?? null, query ?? null],
      );
      if (!view) throw notFound('There is no such view.');
      return view;
    });
  }

  /** @throws {ProblemError} NOT_FOUND */
  async remove(userId: number, id: number): Promise<void> {
    const removed = await this.database.writes.query(
      'DELETE FROM saved_views WHERE user_id = $1 AND id = $2 RETURNING id',
      [userId, id],
    );
    if (removed.length === 0) throw notFound('There is no such view.');
  }

  /** The user's views, held still until the transaction ends. */
  private async lockNames(sql: Sql, userId: number): Promise<{ id: number; name: string }[]> {
    await sql.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [userId]);
    return sql.query('SELECT id, name FROM saved_views WHERE user_id = $1', [userId]);
  }
}

function nameTaken(name: string): ProblemError {
  return new ProblemError('CONFLICT', `There is a view called ${name} already.`);
}
