import type { AdminListing } from '@initialsdb/contracts/admin';

export interface ListingRow {
  id: number;
  body: string;
  created_at: Date;
  is_hidden: boolean;
  version: number;
  poster: string | null;
  open_reports: number;
  action_actor: string | null;
  action_reason: NonNullable<AdminListing['lastAction']>['reason'];
  action_at: Date | null;
}

/** Columns of listings `l` that an adminListing is made of, with what has to be joined for them. */
export const listingColumns = `
  l.id, l.body, l.created_at, l.is_hidden, l.version, l.poster,
  (SELECT count(*) FROM reports r WHERE r.listing_id = l.id AND r.resolved_at IS NULL) AS open_reports,
  action.actor AS action_actor, action.reason AS action_reason, action.at AS action_at`;

/** The newest change of visibility of listings `l`; the audit log is what knows it. */
export const lastActionJoin = `
  LEFT JOIN LATERAL (
    SELECT e.actor, e.reason, e.at FROM audit_events e
     WHERE e.listing_id = l.id AND e.action IN ('listing.hide', 'listing.unhide') ORDER BY e.id DESC LIMIT 1
  ) action ON true`;

export function toAdminListing(row: ListingRow): AdminListing {
  return {
    id: row.id,
    body: row.body,
    createdAt: row.created_at.toISOString(),
    isHidden: row.is_hidden,
    version: row.version,
    poster: row.poster,
    openReports: row.open_reports,
    lastAction: lastActionOf(row),
  };
}

export function lastActionOf(
  row: Pick<ListingRow, 'action_actor' | 'action_reason' | 'action_at'>,
): AdminListing['lastAction'] {
  if (row.action_actor === null || row.action_at === null) return null;
  return { actor: row.action_actor, reason: row.action_reason, at: row.action_at.toISOString() };
}
