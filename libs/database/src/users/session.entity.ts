import { defineEntity, p } from '@mikro-orm/core';
import { UserEntity } from './user.entity.js';

/** A signed-in browser. Only the SHA-256 of its token is stored. */
const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    tokenHash: p.blob().unique('sessions_token_hash_unique'),
    user: () => p.manyToOne(UserEntity).deleteRule('cascade').updateRule('no action').index('sessions_user_id_index'),
    createdAt: p.datetime(3).defaultRaw('now()'),
    lastSeenAt: p.datetime(3).defaultRaw('now()'),
    /** When the password was last given; downloads ask for less than 15 minutes ago. */
    confirmedAt: p.datetime(3).defaultRaw('now()'),
    expiresAt: p.datetime(3),
  },
});

export class SessionEntity extends SessionSchema.class {}
SessionSchema.setClass(SessionEntity);
