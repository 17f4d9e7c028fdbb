import { defineEntity, p } from '@mikro-orm/core';

export const userRoles = ['moderator', 'operator', 'admin'] as const;

/** Somebody who may use the console. */
const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    username: p.text().unique('users_username_unique'),
    role: p.enum(userRoles),
    /** argon2id, in PHC string format. */
    passwordHash: p.text().lazy(),
    isDisabled: p.boolean().default(false),
    /** Base32; set once enrolment was confirmed by a code. */
    totpSecret: p.text().nullable().lazy(),
    /** Base32, of an enrolment that no code has confirmed yet. */
    totpPendingSecret: p.text().nullable().lazy(),
    /** Step (Unix time / 30 s) of the last code that was accepted; codes of it and before are used up. */
    totpLastStep: p.bigint('number').nullable().lazy(),
    lastSignInAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

export class UserEntity extends UserSchema.class {}
UserSchema.setClass(UserEntity);
