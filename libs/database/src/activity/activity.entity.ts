import { defineEntity, p } from '@mikro-orm/core';

/** How often something happened within an hour (`refused:rate-limit:writes`, `solved:250`…); the dashboard's series. */
const ActivitySchema = defineEntity({
  name: 'Activity',
  tableName: 'activity',
  properties: {
    hour: p.datetime(0).primary(),
    name: p.text().primary(),
    count: p.bigint('number'),
  },
});

export class ActivityEntity extends ActivitySchema.class {}
ActivitySchema.setClass(ActivityEntity);
