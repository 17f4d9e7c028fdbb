import { type DynamicModule, Module } from '@nestjs/common';

/** Injection token of the deployable's settings. */
export const CONFIG = Symbol('config');

/** The settings that a deployable was started with, for every noun. */
@Module({})
export class ConfigModule {
  static forRoot(config: object): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
