function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`;
}

/** Every URL that the console knows, of its own pages and of the API, in one place. */
export const paths = {
  listings: (query = '') => withQuery('/listings', query),
  reports: (query = '') => withQuery('/reports', query),
  blocks: (query = '') => withQuery('/blocks', query),
  auditLog: (query = '') => withQuery('/audit-log', query),
  /** Every batch's page is under this. */
  batches: () => '/audit-log/batches',
  batch: (id: number | string) => `/audit-log/batches/${id}`,
  dashboard: () => '/dashboard',
  backups: () => '/backups',
  users: () => '/users',
  account: () => '/account',
  api: {
    session: () => '/api/session',
    confirmation: () => '/api/session/confirmation',
    password: () => '/api/session/password',
    totp: () => '/api/session/totp',
    listings: (query: URLSearchParams) => `/api/listings?${query}`,
    listing: (id: number) => `/api/listings/${id}`,
    batches: () => '/api/visibility-batches',
    batch: (id: number) => `/api/visibility-batches/${id}`,
    reports: (query: URLSearchParams) => `/api/reports?${query}`,
    report: (id: number) => `/api/reports/${id}`,
    blocks: (query?: URLSearchParams) => (query ? `/api/blocks?${query}` : '/api/blocks'),
    blockPreview: (query: URLSearchParams) => `/api/blocks/preview?${query}`,
    block: (id: number) => `/api/blocks/${id}`,
    auditEvents: (query: URLSearchParams) => `/api/audit-events?${query}`,
    auditVerification: () => '/api/audit-events/verification',
    auditExport: (query: URLSearchParams) => `/api/audit-events/export?${query}`,
    backups: (query?: URLSearchParams) => withQuery('/api/backups', String(query ?? '')),
    backup: (id: number, query?: URLSearchParams) => withQuery(`/api/backups/${id}`, String(query ?? '')),
    backupFile: (id: number) => `/api/backups/${id}/file`,
    backupVerification: (id: number) => `/api/backups/${id}/verification`,
    backupHealth: () => '/api/backups/health',
    stats: () => '/api/stats',
    slowestQueries: () => '/api/stats/queries',
    users: () => '/api/users',
    user: (id: number) => `/api/users/${id}`,
    views: () => '/api/views',
    view: (id: number) => `/api/views/${id}`,
    events: () => '/api/events',
  },
} as const;
