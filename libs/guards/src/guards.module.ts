import { type CanActivate, type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { ProofOfWork } from '@initialsdb/proof-of-work/verifier';
import { Metrics } from '@initialsdb/server';
import { BodySizeGuard } from './body-size.guard.js';
import { ContentTypeGuard } from './content-type.guard.js';
import { GUARD_SETTINGS, type GuardSettings } from './guard-settings.js';
import { ProofOfWorkGuard } from './proof-of-work.guard.js';
import { RateLimitGuard, throttlerOptions } from './rate-limit.guard.js';

/** The guards of an API, in the order in which they ask: what costs the client nothing first, then its budget, then its proof. */
@Module({})
export class GuardsModule {
  /** @param afterBudget guards of the app's own, asked after the budgets and before the proof; what they inject is global */
  static forRoot(settings: GuardSettings, afterBudget: readonly Type<CanActivate>[] = []): DynamicModule {
    return {
      module: GuardsModule,
      global: true,
      imports: [
        ThrottlerModule.forRootAsync({
          useFactory: (metrics: Metrics) => throttlerOptions(settings, metrics),
          inject: [Metrics],
        }),
      ],
      providers: [
        { provide: GUARD_SETTINGS, useValue: settings },
        { provide: ProofOfWork, useFactory: () => createProofOfWork(settings) },
        ...[ContentTypeGuard, BodySizeGuard, RateLimitGuard, ...afterBudget, ProofOfWorkGuard].map((guard) => ({
          provide: APP_GUARD,
          useClass: guard,
        })),
      ],
      exports: [ProofOfWork],
    };
  }
}

/** Keys are made here, at the start of the process, so that a restart never makes a used token usable again. */
function createProofOfWork({ proofOfWork: { difficulty, difficultyMax, ttlMs } }: GuardSettings): ProofOfWork {
  return new ProofOfWork({
    difficulty,
    ...(difficultyMax === undefined ? {} : { maxDifficulty: difficultyMax }),
    ttlMs,
  });
}
