import { AuditMigration } from './audit.js';
import { ConsoleMigration } from './console.js';
import { CountingMigration } from './counting.js';
import { ListingsMigration } from './listings.js';
import { ModerationMigration } from './moderation.js';
import { OperationsMigration } from './operations.js';
import { PagesMigration } from './pages.js';
import { PostingMigration } from './posting.js';
import { SearchEntriesMigration } from './search-entries.js';
import { SearchIndexMigration } from './search-index.js';
import { SearchPageMigration } from './search-page.js';
import { SearchRebuildMigration } from './search-rebuild.js';
import { StatisticsMigration } from './statistics.js';
import { UsersMigration } from './users.js';

/**
 * In the order they run in; a database remembers their names. A list, not a folder of files: the product is shipped as a bundle.
 */
export const migrations = [
  { name: '2026-11-23-01-listings', class: ListingsMigration },
  { name: '2026-11-23-02-posting', class: PostingMigration },
  { name: '2026-11-23-03-counting', class: CountingMigration },
  { name: '2026-11-23-04-search-entries', class: SearchEntriesMigration },
  { name: '2026-11-23-05-search-index', class: SearchIndexMigration },
  { name: '2026-11-23-06-search-page', class: SearchPageMigration },
  { name: '2026-11-23-07-moderation', class: ModerationMigration },
  { name: '2026-11-23-08-audit', class: AuditMigration },
  { name: '2026-11-23-09-users', class: UsersMigration },
  { name: '2026-11-23-10-operations', class: OperationsMigration },
  { name: '2026-11-23-11-console', class: ConsoleMigration },
  { name: '2026-11-23-12-search-rebuild', class: SearchRebuildMigration },
  { name: '2026-11-23-13-pages', class: PagesMigration },
  { name: '2026-11-23-14-statistics', class: StatisticsMigration },
];
