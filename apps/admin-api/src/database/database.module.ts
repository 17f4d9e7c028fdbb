import { type DynamicModule, Module } from '@nestjs/common';
import { type AdminConfig, ADMIN_CONFIG, provideConfig } from './admin-config.js';
import { AdminDatabase } from './admin-database.js';
import { DatabaseReadiness } from './database-readiness.js';
import { Readiness } from '@initialsdb/server';

/** The settings and the database, for every noun. */
@Module({})
export class DatabaseModule {
  static forRoot(config: AdminConfig): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [provideConfig(config), AdminDatabase, { provide: Readiness, useClass: DatabaseReadiness }],
      exports: [ADMIN_CONFIG, AdminDatabase, Readiness],
    };
  }
}
