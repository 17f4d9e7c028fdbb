import { defineEntity, p } from '@mikro-orm/core';
import { reportReasons } from '@initialsdb/contracts';
import { ListingEntity } from '../listings/listing.entity.js';

/** A reader's report of a listing; open until `resolvedAt`. `reporter` is a pseudonym, erased like a poster's. */
const ReportSchema = defineEntity({
  name: 'Report',
  tableName: 'reports',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    listing: () => p.manyToOne(ListingEntity).deleteRule('cascade').updateRule('no action').index(false),
    reason: p.enum(reportReasons),
    note: p.text().nullable(),
    reporter: p.text().nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    resolvedAt: p.datetime(3).nullable(),
    resolvedBy: p.text().nullable(),
    /** Resolved because its listing was hidden; open again when that is shown again. */
    resolvedByHiding: p.boolean().default(false),
  },
  indexes: [
    { name: 'reports_resolved_by_hiding_index', properties: ['listing'], where: 'resolved_by_hiding' },
    { name: 'reports_open_index', properties: ['listing'], where: 'resolved_at IS NULL' },
    { name: 'reports_reporter_index', properties: ['createdAt'], where: 'reporter IS NOT NULL' },
  ],
  uniques: [{ name: 'reports_listing_id_reporter_unique', properties: ['listing', 'reporter'] }],
});

export class ReportEntity extends ReportSchema.class {}
ReportSchema.setClass(ReportEntity);
