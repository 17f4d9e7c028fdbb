import { AuditMigration } from './audit.js';
import { ConsoleMigration } from './console.js';
import { CountingMigration } from './counting.js';
import { ListingsMigration } from './listings.js';
import { ModerationMigration } from './moderation.js';
import { OperationsMigration } from './operations.js';
import { PostingMigration } from './posting.js';
import { SearchingMigration } from './searching.js';
import { UsersMigration } from './users.js';

/**
 * In the order they run in; a database remembers their names. A list, not a folder of files: the product is shipped as a bundle.
 */
export const migrations = [
  { name: '2026-11-23-01-listings', class: ListingsMigration },
  { name: '2026-11-23-02-posting', class: PostingMigration },
  { name: '2026-11-23-03-counting', class: CountingMigration },
  { name: '2026-11-23-04-searching', class: SearchingMigration },
  { name: '2026-11-23-05-moderation', class: ModerationMigration },
  { name: '2026-11-23-06-audit', class: AuditMigration },
  { name: '2026-11-23-07-users', class: UsersMigration },
  { name: '2026-11-23-08-operations', class: OperationsMigration },
  { name: '2026-11-23-09-console', class: ConsoleMigration },
];
