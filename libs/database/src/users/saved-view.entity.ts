import { defineEntity, p } from '@mikro-orm/core';
import { UserEntity } from './user.entity.js';

/** A named state of the listings table: `query` is the page's URL query. */
const SavedViewSchema = defineEntity({
  name: 'SavedView',
  tableName: 'saved_views',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    user: () => p.manyToOne(UserEntity).deleteRule('cascade').updateRule('no action').index(false),
    name: p.text(),
    query: p.text(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
  uniques: [{ name: 'saved_views_user_id_name_unique', properties: ['user', 'name'] }],
});

export class SavedViewEntity extends SavedViewSchema.class {}
SavedViewSchema.setClass(SavedViewEntity);
