import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import { Metrics, ProblemError } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';
import type { GuardSettings } from './guard-settings.js';
import { SlidingWindowStorage } from './sliding-window.storage.js';
import { type Budget, budgets, spends } from './spends.js';

/** The throttler's options: one throttler per budget. A budget is a client's, not a route's, so no key names a route. */
export function throttlerOptions({ rateLimit }: GuardSettings, metrics: Metrics): ThrottlerModuleOptions {
  return {
    throttlers: budgets.map((budget) => ({
      name: budget,
      ttl: rateLimit.windowMs,
      limit: rateLimit.limits[budget],
    })),
    getTracker: (request) => (request as FastifyRequest).client.key,
    generateKey: (_context, client, budget) => keyOf(budget as Budget, client),
    setHeaders: false,
    storage: new SlidingWindowStorage(metrics, rateLimit.clientsMax),
    skipIf: () => !rateLimit.isEnabled,
  };
}

/** Refuses a client whose budget is spent, and says when it has a place again. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    private readonly metrics: Metrics,
  ) {
    super(options, storage, reflector);
  }

  /**
   * Asks the budgets that the route declares. The throttler's own would look up five settings per budget and request that a route could
   * have and none has, which is a tenth of an answer's time.
   */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { skipIf, getTracker, generateKey } = this.commonOptions;
    if (skipIf?.(context)) return true;
    for (const throttler of this.throttlers) {
      if (!spends(context, throttler.name as Budget)) continue;
      const { limit, ttl } = throttler as { limit: number; ttl: number };
      await this.handleRequest({
        context,
        limit,
        ttl,
        throttler,
        blockDuration: ttl,
        getTracker: getTracker!,
        generateKey: generateKey!,
      });
    }
    return true;
  }

  protected override throwThrottlingException(_context: ExecutionContext, detail: ThrottlerLimitDetail): never {
    const budget = budgetOf(detail.key);
    this.metrics.countRefusal('rate-limit', budget);
    throw rateLimited(budget, detail.limit, detail.ttl, detail.timeToBlockExpire);
  }
}

/** 429 with the fields of draft-ietf-httpapi-ratelimit-headers; times in whole seconds, rounded up so that waiting them out is enough. */
export function rateLimited(budget: string, limit: number, windowMs: number, retryAfterSeconds: number): ProblemError {
  const window = Math.ceil(windowMs / 1000);
  return new ProblemError(
    'RATE_LIMITED',
    `At most ${limit} ${budget} in ${window} s. Try again in ${retryAfterSeconds} s.`,
    {
      headers: {
        'retry-after': String(retryAfterSeconds),
        'ratelimit-policy': `"${budget}";q=${limit};w=${window}`,
        ratelimit: `"${budget}";r=0;t=${retryAfterSeconds}`,
      },
    },
  );
}

function keyOf(budget: Budget, client: string): string {
  return `${budget} ${client}`;
}

function budgetOf(key: string): string {
  return key.slice(0, key.indexOf(' '));
}
