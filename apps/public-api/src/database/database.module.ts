import { Global, Module } from '@nestjs/common';
import { Readiness } from '@initialsdb/server';
import { DatabaseReadiness } from './database-readiness.js';
import { Databases } from './databases.js';

@Global()
@Module({
  providers: [Databases, { provide: Readiness, useClass: DatabaseReadiness }],
  exports: [Databases, Readiness],
})
export class DatabaseModule {}
