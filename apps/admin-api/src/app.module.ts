import { type DynamicModule, Module } from '@nestjs/common';
import type { AdminConfig } from '@initialsdb/config';
import { ConfigModule, ServerModule } from '@initialsdb/server';
import { AccessModule } from './access/access.module.js';
import { AuditEventsModule } from './audit-events/audit-events.module.js';
import { BackupsModule } from './backups/backups.module.js';
import { BlocksModule } from './blocks/blocks.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { ListingsModule } from './listings/listings.module.js';
import { MaintenanceModule } from './maintenance/maintenance.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { StatsModule } from './stats/stats.module.js';
import { UsersModule } from './users/users.module.js';
import { ViewsModule } from './views/views.module.js';
import { VisibilityModule } from './visibility/visibility.module.js';

/** The admin API. AccessModule comes before ServerModule: who may not ask isn't told what is wrong with the question. */
@Module({})
export class AppModule {
  static forRoot(config: AdminConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule,
        SessionsModule,
        AccessModule,
        ServerModule,
        ListingsModule,
        VisibilityModule,
        ReportsModule,
        BlocksModule,
        AuditEventsModule,
        StatsModule,
        UsersModule,
        ViewsModule,
        EventsModule,
        BackupsModule,
        MaintenanceModule,
      ],
    };
  }
}
