import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { JsonOnlyGuard } from './json-only.guard.js';
import { OriginGuard } from './origin.guard.js';

/** The guards of every route, in the order in which they ask: where from, of what kind, by whom. */
@Module({
  providers: [OriginGuard, JsonOnlyGuard, AccessGuard].map((guard) => ({ provide: APP_GUARD, useClass: guard })),
})
export class AccessModule {}
