import type { VisibilityBatch } from '@initialsdb/contracts/admin';

export interface BatchRow {
  id: number;
  is_hidden: boolean;
  reason: VisibilityBatch['reason'];
  note: string | null;
  changed: number;
  created_by: string;
  created_at: Date;
  undone_at: Date | null;
  undone_by: string | null;
}

export const batchColumns = 'id, is_hidden, reason, note, changed, created_by, created_at, undone_at, undone_by';

export function toBatch(row: BatchRow): VisibilityBatch {
  return {
    id: row.id,
    isHidden: row.is_hidden,
    reason: row.reason,
    note: row.note,
    actor: row.created_by,
    at: row.created_at.toISOString(),
    changed: row.changed,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoneBy: row.undone_by,
  };
}
