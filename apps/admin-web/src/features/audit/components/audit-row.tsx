import { reportReasonSchema } from '@initialsdb/contracts';
import type { AuditEvent } from '@initialsdb/contracts/admin';
import { Time } from '@initialsdb/ui';
import { Link } from 'react-router';
import { Cell, DataRow } from '../../../lib/data-table.js';
import { paths } from '../../../lib/paths.js';
import { reasonLabel } from '../../../lib/reasons.js';

interface AuditRowProps {
  event: AuditEvent;
  /** Operators read what was done, and have no batches to look after. */
  maySeeBatches: boolean;
}

/** One row of the record. */
export function AuditRow({ event, maySeeBatches }: AuditRowProps) {
  const { listingId, note, batchId } = event;
  const details = Object.entries(event.details);
  return (
    <DataRow>
      <Cell isNumber>
        <Time at={event.at} />
      </Cell>
      <Cell>{event.actor}</Cell>
      <Cell className="whitespace-nowrap font-mono text-sm">{event.action}</Cell>
      <Cell isNumber>
        {listingId !== null && (
          <Link
            to={paths.auditLog(`listing=${listingId}`)}
            className="underline-offset-4 hover:text-ink hover:underline"
          >
            {listingId}
          </Link>
        )}
      </Cell>
      <Cell className="min-w-32 [overflow-wrap:anywhere]">
        {event.reason !== null && <span>{reasonText(event.reason)}</span>}
        {note && <span className="block text-soft">{note}</span>}
      </Cell>
      <Cell className="min-w-32 text-sm text-soft [overflow-wrap:anywhere]">
        {batchId !== null && (
          <span className="block">
            {maySeeBatches ? (
              <Link to={paths.batch(batchId)} className="underline underline-offset-4 hover:text-ink">
                batch {batchId}
              </Link>
            ) : (
              `batch ${batchId}`
            )}
          </span>
        )}
        {details.map(([name, value]) => (
          <span key={name} className="block">
            {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
          </span>
        ))}
      </Cell>
    </DataRow>
  );
}

/** Reasons of hiding have names for people; those of other actions are texts already. */
function reasonText(reason: string): string {
  const known = reportReasonSchema.safeParse(reason);
  return known.success ? reasonLabel(known.data) : reason;
}
