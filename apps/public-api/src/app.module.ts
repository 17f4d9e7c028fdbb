import { type DynamicModule, Module } from '@nestjs/common';
import type { PublicConfig } from '@initialsdb/config';
import { GuardsModule } from '@initialsdb/guards';
import { ConfigModule, ServerModule } from '@initialsdb/server';
import { ActivityModule } from './activity/activity.module.js';
import { BlockGuard } from './blocks/block.guard.js';
import { BlocksModule } from './blocks/blocks.module.js';
import { ChallengesModule } from './challenges/challenges.module.js';
import { DatabaseModule } from './database/database.module.js';
import { guardSettingsOf } from './guard-settings.js';
import { FeedModule } from './feed/feed.module.js';
import { ListingsModule } from './listings/listings.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { ReportsModule } from './reports/reports.module.js';

/** The public API. GuardsModule comes before ServerModule: guards ask in the order of these imports. */
@Module({})
export class AppModule {
  static forRoot(config: PublicConfig): DynamicModule {
    const guards = GuardsModule.forRoot(guardSettingsOf(config), [BlockGuard]);
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        guards,
        ServerModule,
        DatabaseModule,
        BlocksModule,
        ListingsModule,
        ReportsModule,
        FeedModule,
        ChallengesModule,
        OpenApiModule,
        ActivityModule,
      ],
    };
  }
}
