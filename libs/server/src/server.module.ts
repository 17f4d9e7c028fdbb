import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Metrics } from './metrics.js';
import { QueryGuard } from './query.guard.js';

/** What every module of an API may ask for. The order of guards is that of the imports: an app imports GuardsModule before this one. */
@Global()
@Module({
  providers: [Metrics, { provide: APP_GUARD, useClass: QueryGuard }],
  exports: [Metrics],
})
export class ServerModule {}
