import { defineEntity, p } from '@mikro-orm/core';

export const blockScopes = ['client', 'network'] as const;

/**
 * A poster whose writes are refused. `poster` is the pseudonym that the moderator saw; `matches` is the one that is refused: that of
 * the client (IPv4 or /64), or of its network (/24 or /48). Both are erased once the block has been over for POSTER_HASH_DAYS.
 */
const BlockSchema = defineEntity({
  name: 'Block',
  tableName: 'blocks',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    poster: p.text().nullable(),
    matches: p.text().nullable(),
    scope: p.enum(blockScopes),
    reason: p.text(),
    expiresAt: p.datetime(3).nullable(),
    hits: p.bigint('number').defaultRaw('0'),
    lastHitAt: p.datetime(3).nullable(),
    createdBy: p.text(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
  indexes: [{ name: 'blocks_matches_index', properties: ['matches'] }],
  checks: [
    {
      name: 'blocks_erased_check',
      expression: '(poster IS NOT NULL AND matches IS NOT NULL) OR expires_at IS NOT NULL',
    },
  ],
});

export class BlockEntity extends BlockSchema.class {}
BlockSchema.setClass(BlockEntity);
