import { defineEntity, p } from '@mikro-orm/core';

/** How large the database was at the first look of each day (UTC), and how many listings it had; the dashboard's growth. */
const DatabaseSizeSchema = defineEntity({
  name: 'DatabaseSize',
  tableName: 'database_sizes',
  properties: {
    day: p.date().primary(),
    sizeBytes: p.bigint('number'),
    listings: p.bigint('number'),
  },
});

export class DatabaseSizeEntity extends DatabaseSizeSchema.class {}
DatabaseSizeSchema.setClass(DatabaseSizeEntity);
