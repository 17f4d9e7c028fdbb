import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Metrics, ProblemError } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';
import { spends } from './spends.js';

/** Lets only plain JSON in UTF-8 through, before a byte of the body is read. */
@Injectable()
export class ContentTypeGuard implements CanActivate {
  constructor(private readonly metrics: Metrics) {}

  canActivate(context: ExecutionContext): boolean {
    if (!spends(context, 'body')) return true;
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const fault = contentTypeFault(headers['content-type'], headers['content-encoding']);
    if (fault === undefined) return true;
    this.metrics.countRefusal('content-type', 'UNSUPPORTED_MEDIA_TYPE');
    throw new ProblemError('UNSUPPORTED_MEDIA_TYPE', fault, { headers: { accept: 'application/json' } });
  }
}

/** Why a body of this type is not taken, if so. JSON is UTF-8 (RFC 8259); a `charset` may say so and nothing else. */
export function contentTypeFault(
  contentType: string | undefined,
  contentEncoding: string | undefined,
): string | undefined {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/json') return 'The body must be application/json.';
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^("utf-?8"|utf-?8)$/.test(charset)) return 'The body must be encoded in UTF-8.';
  if ((contentEncoding ?? 'identity').trim().toLowerCase() !== 'identity') return 'The body must not be compressed.';
  return undefined;
}
