import { defineEntity, p } from '@mikro-orm/core';

/**
 * A listing as the console sees it; the board reads through functions instead. Column by column:
 * `search` takes `fold(body)` at an insert and is null afterwards (the text is in the view `search_texts`); `poster` and `posterNetwork` are keyed pseudonyms of the client and of its
 * network, erased after POSTER_HASH_DAYS; `version` rises with every change of visibility, so that a stale click is noticed.
 */
const ListingSchema = defineEntity({
  name: 'Listing',
  tableName: 'listings',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    body: p.text(),
    search: p.text().collation('C').nullable().lazy(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    isHidden: p.boolean().default(false),
    version: p.integer().default(1),
    poster: p.text().nullable(),
    posterNetwork: p.text().nullable(),
    /** SHA-256 of the delete token; the console may not read it. */
    deleteTokenHash: p.blob().nullable().lazy(),
  },
  indexes: [
    { name: 'listings_hidden_index', properties: ['id'], where: 'is_hidden' },
    { name: 'listings_created_at_index', properties: ['createdAt'], type: 'brin' },
    { name: 'listings_visible_index', properties: ['id'], where: 'NOT is_hidden' },
    { name: 'listings_poster_index', properties: ['poster', 'id'], where: 'poster IS NOT NULL' },
    { name: 'listings_poster_network_index', properties: ['posterNetwork', 'id'], where: 'poster_network IS NOT NULL' },
  ],
});

export class ListingEntity extends ListingSchema.class {}
ListingSchema.setClass(ListingEntity);
