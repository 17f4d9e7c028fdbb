import { Injectable } from '@nestjs/common';
import type { BatchUndo, CreateVisibilityBatch, VisibilityBatch } from '@initialsdb/contracts/admin';
import { boardChannel, type Sql } from '@initialsdb/database';
import { notFound } from '@initialsdb/server';
import { AdminDatabase } from '../database/admin-database.js';
import { beforeOf, pageOf } from '../paging/cursor.js';
import { batchColumns, type BatchRow, toBatch } from './batch-row.js';
import { lockMatching } from './batch-rows.js';
import { revertible, skippedOf } from './batch-undo.js';
import { lockListings, setVisibility } from './set-visibility.js';

/** Changes of visibility of many listings as one thing: an id, an author, a reason, and an undo. All of it in one transaction. */
@Injectable()
export class VisibilityBatchesService {
  constructor(private readonly database: AdminDatabase) {}

  /** @throws {ProblemError} CONFLICT where a filter matches another number of listings than expected; nothing is changed then */
  async create(actor: string, wanted: CreateVisibilityBatch): Promise<VisibilityBatch> {
    const created = await this.database.long.transaction(async (sql) => {
      const ids = wanted.ids
        ? (await lockListings(sql, wanted.ids)).map(({ id }) => id)
        : await lockMatching(sql, wanted.filter, wanted.expectedCount);
      const batch = await this.insert(sql, actor, wanted);
      const { isHidden, reason = null, note = null } = wanted;
      const changed = await setVisibility(sql, { ids, isHidden, actor, reason, note, batchId: batch.id });
      await sql.query(
        `INSERT INTO visibility_batch_items (batch_id, listing_id, version)
         SELECT $1, changed.id, changed.version FROM unnest($2::bigint[], $3::integer[]) AS changed (id, version)`,
        [batch.id, changed.map(({ id }) => id), changed.map(({ version }) => version)],
      );
      await sql.query('UPDATE visibility_batches SET changed = $2 WHERE id = $1', [batch.id, changed.length]);
      return toBatch({ ...batch, changed: changed.length });
    });
    await this.database.untilHeard(boardChannel);
    return created;
  }

  async list(query: { cursor?: string | undefined; limit: number }) {
    const rows = await this.database.reads.query<BatchRow>(
      `SELECT ${batchColumns} FROM visibility_batches WHERE id < coalesce($1, 9223372036854775807) ORDER BY id DESC LIMIT $2`,
      [beforeOf(query.cursor) ?? null, query.limit + 1],
    );
    const page = pageOf(rows, query.limit);
    return { batches: page.rows.map(toBatch), nextCursor: page.nextCursor };
  }

  /** @throws {ProblemError} NOT_FOUND */
  async find(id: number): Promise<VisibilityBatch> {
    return toBatch(await this.rowOf(this.database.reads, id, ''));
  }

  /**
   * Takes a batch back where nobody has changed the listing since; the rest is skipped and named.
   *
   * @throws {ProblemError} NOT_FOUND
   */
  async undo(actor: string, id: number): Promise<BatchUndo> {
    const undone = await this.database.long.transaction(async (sql) => {
      const batch = await this.rowOf(sql, id, 'FOR UPDATE');
      const ids = await revertible(sql, id);
      const skippedListings = await skippedOf(sql, id);
      await sql.query(
        'UPDATE visibility_batches SET undone_at = now(), undone_by = $2 WHERE id = $1 AND undone_at IS NULL',
        [id, actor],
      );
      await setVisibility(sql, {
        ids,
        isHidden: !batch.is_hidden,
        actor,
        reason: null,
        note: null,
        batchId: id,
        isUndo: true,
      });
      return { reverted: ids.length, skipped: batch.changed - ids.length, skippedListings };
    });
    await this.database.untilHeard(boardChannel);
    return undone;
  }

  private async insert(
    sql: Sql,
    actor: string,
    { isHidden, reason, note, filter }: CreateVisibilityBatch,
  ): Promise<BatchRow> {
    const [row] = await sql.query<BatchRow>(
      `INSERT INTO visibility_batches (is_hidden, reason, note, filter, created_by) VALUES ($1, $2, $3, $4, $5)
       RETURNING ${batchColumns}`,
      [isHidden, reason ?? null, note || null, filter ?? null, actor],
    );
    if (!row) throw new Error('An INSERT returned nothing.');
    return row;
  }

  private async rowOf(sql: Sql, id: number, lock: '' | 'FOR UPDATE'): Promise<BatchRow> {
    const [row] = await sql.query<BatchRow>(`SELECT ${batchColumns} FROM visibility_batches WHERE id = $1 ${lock}`, [
      id,
    ]);
    if (!row) throw notFound('There is no such batch.');
    return row;
  }
}
