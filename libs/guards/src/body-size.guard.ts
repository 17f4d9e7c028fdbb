import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Metrics, tooLarge } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';
import { GUARD_SETTINGS, type GuardSettings } from './guard-settings.js';
import { spends } from './spends.js';

/** Refuses a body by its declared size, before a byte of it is read. One without a declared size is cut off while it is read. */
@Injectable()
export class BodySizeGuard implements CanActivate {
  constructor(
    @Inject(GUARD_SETTINGS) private readonly settings: GuardSettings,
    private readonly metrics: Metrics,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { isEnabled, maxBytes } = this.settings.bodySize;
    if (!isEnabled || !spends(context, 'body')) return true;
    const declared = Number(context.switchToHttp().getRequest<FastifyRequest>().headers['content-length'] ?? 0);
    if (declared <= maxBytes) return true;
    this.metrics.countRefusal('body-size', 'BODY_TOO_LARGE');
    throw tooLarge(maxBytes);
  }
}
