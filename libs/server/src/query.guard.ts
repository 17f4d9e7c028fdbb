import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decodeQuery } from './decode-query.js';
import { inputProblem } from './input-problem.js';

interface Declared {
  schema: z.ZodType;
  /** What the schema makes of no query at all, once it was asked: almost every visit to the newest page. */
  ofNone?: Readonly<Record<string, unknown>>;
}

/** By route handler. */
const declared = new WeakMap<object, Declared>();
const nothing: Declared = { schema: z.strictObject({}) };

/**
 * Declares a route's query parameters; the handler's `@Query()` is what the schema made of them. A route without it takes none.
 *
 * @param schema of an object; it must always make the same of the same text
 */
export const AcceptsQuery =
  (schema: z.ZodType): MethodDecorator =>
  (_target, _key, descriptor) => {
    declared.set(descriptor.value as object, { schema });
  };

/** Decodes the query strictly and refuses what a route has not declared. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const query = declared.get(context.getHandler()) ?? nothing;
    request.query = request.originalUrl.includes('?')
      ? parse(query, request.originalUrl)
      : (query.ofNone ??= ofNone(query));
    return true;
  }
}

function parse({ schema }: Declared, url: string): unknown {
  const result = schema.safeParse(decodeQuery(url));
  if (!result.success) throw inputProblem(result.error);
  return result.data;
}

/** Frozen, lists in it too, because all requests share it. */
function ofNone(query: Declared): Record<string, unknown> {
  const made = parse(query, '') as Record<string, unknown>;
  for (const value of Object.values(made)) Object.freeze(value);
  return Object.freeze(made);
}
