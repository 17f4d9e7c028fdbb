// The admin console's half of the wire, an entry of its own so that the board's bundle carries none of it.
export * from './admin/audit-events.js';
export * from './admin/backups.js';
export * from './admin/restore-commands.js';
export * from './admin/blocks.js';
export * from './admin/common.js';
export * from './admin/events.js';
export * from './admin/listings.js';
export * from './admin/reports.js';
export * from './admin/session.js';
export * from './admin/slowest-queries.js';
export * from './admin/stats.js';
export * from './admin/users.js';
export * from './admin/views.js';
export * from './admin/visibility-batches.js';
