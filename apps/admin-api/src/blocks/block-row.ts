import type { Block } from '@initialsdb/contracts/admin';

export interface BlockRow {
  id: number;
  poster: string | null;
  scope: Block['scope'];
  expires_at: Date | null;
  reason: string;
  hits: number;
  last_hit_at: Date | null;
  created_at: Date;
  created_by: string;
}

export const blockColumns = 'id, poster, scope, expires_at, reason, hits, last_hit_at, created_at, created_by';

export function toBlock(row: BlockRow): Block {
  return {
    id: row.id,
    poster: row.poster,
    scope: row.scope,
    expiresAt: row.expires_at?.toISOString() ?? null,
    reason: row.reason,
    hits: row.hits,
    lastHitAt: row.last_hit_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
  };
}
