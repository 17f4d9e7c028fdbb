import { defineEntity, p } from '@mikro-orm/core';

/**
 * What somebody did, in the same transaction as the change itself. `id`, `at` and `hash` are set by the database (see the audit
 * migration), so a new one is added by `addAuditEvents`, not by persisting an entity.
 */
const AuditEventSchema = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_events',
  properties: {
    id: p.bigint('number').primary().autoincrement(false),
    at: p.datetime(3),
    actor: p.text(),
    action: p.text(),
    listingId: p.bigint('number').nullable(),
    reason: p.text().nullable(),
    note: p.text().nullable(),
    batchId: p.bigint('number').nullable(),
    details: p.json<Record<string, unknown>>().nullable(),
    hash: p.blob(),
  },
  indexes: [
    { name: 'audit_events_listing_id_index', properties: ['listingId', 'id'], where: 'listing_id IS NOT NULL' },
    { name: 'audit_events_batch_id_index', properties: ['batchId'], where: 'batch_id IS NOT NULL' },
    { name: 'audit_events_actor_index', properties: ['actor', 'id'] },
    { name: 'audit_events_action_index', properties: ['action', 'id'] },
  ],
});

export class AuditEventEntity extends AuditEventSchema.class {}
AuditEventSchema.setClass(AuditEventEntity);
