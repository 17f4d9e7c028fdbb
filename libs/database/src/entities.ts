import { ActivityEntity } from './activity/activity.entity.js';
import { AuditEventEntity } from './audit/audit-event.entity.js';
import { BackupEntity } from './backups/backup.entity.js';
import { BlockEntity } from './blocks/block.entity.js';
import { ListingEntity } from './listings/listing.entity.js';
import { ReportEntity } from './reports/report.entity.js';
import { DatabaseSizeEntity } from './statistics/database-size.entity.js';
import { SavedViewEntity } from './users/saved-view.entity.js';
import { SessionEntity } from './users/session.entity.js';
import { UserEntity } from './users/user.entity.js';
import { VisibilityBatchEntity, VisibilityBatchItemEntity } from './visibility/visibility-batch.entity.js';

/** Every table that is also seen as entities. */
export const entities = [
  ListingEntity,
  ReportEntity,
  BlockEntity,
  VisibilityBatchEntity,
  VisibilityBatchItemEntity,
  AuditEventEntity,
  UserEntity,
  SessionEntity,
  SavedViewEntity,
  BackupEntity,
  ActivityEntity,
  DatabaseSizeEntity,
];

/** Tables that only functions of the database use. */
export const tablesOfFunctions = [
  'listing_changes',
  'listing_totals',
  'recent_posts',
  'search_entries',
  'search_queue',
];
