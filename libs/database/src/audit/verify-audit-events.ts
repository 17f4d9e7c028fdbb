import type { Sql } from '../connection/sql.js';

export interface AuditVerification {
  readonly ok: boolean;
  /** Rows that are as they were written. */
  readonly checked: number;
  /** Id of the first row that is not, or that follows a gap. */
  readonly firstBroken: number | null;
}

/** Follows the audit log's chain of hashes from its beginning. */
export async function verifyAuditEvents(sql: Sql): Promise<AuditVerification> {
  const [row] = await sql.query<{ checked: number; first_broken: number | null }>(
    'SELECT checked, first_broken FROM verify_audit_events()',
  );
  if (!row) throw new Error('verify_audit_events returned nothing');
  return { ok: row.first_broken === null, checked: row.checked, firstBroken: row.first_broken };
}
