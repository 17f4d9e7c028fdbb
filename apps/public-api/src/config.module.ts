import { type DynamicModule, Module } from '@nestjs/common';
import type { PublicConfig } from '@initialsdb/config';

/** Injection token of the deployable's settings. */
export const CONFIG = Symbol('public config');

@Module({})
export class ConfigModule {
  static forRoot(config: PublicConfig): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
