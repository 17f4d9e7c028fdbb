import { Injectable } from '@nestjs/common';
import type { Block, BlockPreview, BlockScope, BlocksPage, CreateBlock } from '@initialsdb/contracts/admin';
import { blocksChannel } from '@initialsdb/database';
import { invalidInput, notFound, ProblemError } from '@initialsdb/server';
import { appendAuditEvents } from '../audit-events/append.js';
import { AdminDatabase } from '../database/admin-database.js';
import { beforeOf, pageOf } from '../paging/cursor.js';
import { blockColumns, type BlockRow, toBlock } from './block-row.js';
import { pseudonymOf } from './block-target.js';

const previewDays = 7;

/** Posters whose writes the board refuses. */
@Injectable()
export class BlocksService {
  constructor(private readonly database: AdminDatabase) {}

  async list(query: { cursor?: string | undefined; limit: number; poster?: string | undefined }): Promise<BlocksPage> {
    const rows = await this.database.reads.query<BlockRow>(
      `SELECT ${blockColumns} FROM blocks
        WHERE id < coalesce($1, 9223372036854775807) AND ($2::text IS NULL OR poster = $2) ORDER BY id DESC LIMIT $3`,
      [beforeOf(query.cursor) ?? null, query.poster ?? null, query.limit + 1],
    );
    const page = pageOf(rows.map(toBlock), query.limit);
    return { blocks: page.rows, nextCursor: page.nextCursor };
  }

  /** @throws {ProblemError} INVALID_INPUT unknown poster or past expiry, CONFLICT where the same is blocked already */
  async create(actor: string, { poster, scope, expiresAt, reason }: CreateBlock): Promise<Block> {
    const expires = expiresAt ? new Date(expiresAt) : null;
    if (expires && expires <= new Date()) throw invalidInput('expiresAt', 'must lie in the future');
    const block = await this.database.writes.transaction(async (sql) => {
      const matches = await pseudonymOf(sql, poster, scope);
      // Taken by everybody who blocks the same, so that of two at once one sees the other's.
      await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`block ${scope} ${matches}`]);
      const [existing] = await sql.query<{ id: number }>(
        'SELECT id FROM blocks WHERE matches = $1 AND scope = $2 AND (expires_at IS NULL OR expires_at > now())',
        [matches, scope],
      );
      if (existing) {
        throw new ProblemError('CONFLICT', 'This poster is blocked already.', { members: { existingId: existing.id } });
      }
      const [row] = await sql.query<BlockRow>(
        `INSERT INTO blocks (poster, matches, scope, expires_at, reason, created_by) VALUES ($1, $2, $3, $4, $5, $6)
         RETURNING ${blockColumns}`,
        [poster, matches, scope, expires, reason, actor],
      );
      const made = toBlock(row as BlockRow);
      // Without the poster: what is in the log can never be erased.
      await appendAuditEvents(sql, {
        actor,
        action: 'block.create',
        note: reason,
        details: { blockId: made.id, scope, expiresAt: made.expiresAt },
      });
      return made;
    });
    await this.database.untilHeard(blocksChannel);
    return block;
  }

  /** @throws {ProblemError} NOT_FOUND */
  async remove(actor: string, id: number): Promise<void> {
    await this.database.writes.transaction(async (sql) => {
      const [row] = await sql.query<BlockRow>(`DELETE FROM blocks WHERE id = $1 RETURNING ${blockColumns}`, [id]);
      if (!row) throw notFound('There is no such block.');
      const { scope, hits, reason } = row;
      const details = { blockId: id, scope, hits };
      await appendAuditEvents(sql, { actor, action: 'block.remove', note: reason, details });
    });
    await this.database.untilHeard(blocksChannel);
  }

  /**
   * How many posts of the last days a block would have stopped.
   *
   * @throws {ProblemError} INVALID_INPUT unknown poster
   */
  async preview(poster: string, scope: BlockScope): Promise<BlockPreview> {
    const matches = await pseudonymOf(this.database.reads, poster, scope);
    const [row] = await this.database.reads.query<{ posts: number }>(
      `SELECT count(*) AS posts FROM listings
        WHERE ${scope === 'client' ? 'poster' : 'poster_network'} = $1 AND created_at > now() - interval '${previewDays} days'`,
      [matches],
    );
    return { posts: row?.posts ?? 0, days: previewDays };
  }
}
