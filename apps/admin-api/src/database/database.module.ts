import { Global, Module } from '@nestjs/common';
import { Readiness } from '@initialsdb/server';
import { AdminDatabase } from './admin-database.js';
import { DatabaseReadiness } from './database-readiness.js';

@Global()
@Module({
  providers: [AdminDatabase, { provide: Readiness, useClass: DatabaseReadiness }],
  exports: [AdminDatabase, Readiness],
})
export class DatabaseModule {}
