import { defineEntity, p } from '@mikro-orm/core';
import { ListingEntity } from '../listings/listing.entity.js';

/** A change of visibility of several listings, that can be undone as a whole. */
const VisibilityBatchSchema = defineEntity({
  name: 'VisibilityBatch',
  tableName: 'visibility_batches',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    isHidden: p.boolean(),
    reason: p.text().nullable(),
    note: p.text().nullable(),
    filter: p.json<Record<string, unknown>>().nullable(),
    changed: p.integer().default(0),
    createdBy: p.text(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    undoneAt: p.datetime(3).nullable(),
    undoneBy: p.text().nullable(),
  },
});

export class VisibilityBatchEntity extends VisibilityBatchSchema.class {}
VisibilityBatchSchema.setClass(VisibilityBatchEntity);

/** One listing that a batch changed; `version` is the listing's after the change, so an undo knows what changed since. */
const VisibilityBatchItemSchema = defineEntity({
  name: 'VisibilityBatchItem',
  tableName: 'visibility_batch_items',
  properties: {
    batch: () =>
      p.manyToOne(VisibilityBatchEntity).primary().deleteRule('cascade').updateRule('no action').index(false),
    listing: () =>
      p
        .manyToOne(ListingEntity)
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .index('visibility_batch_items_listing_id_index'),
    version: p.integer(),
  },
});

export class VisibilityBatchItemEntity extends VisibilityBatchItemSchema.class {}
VisibilityBatchItemSchema.setClass(VisibilityBatchItemEntity);
