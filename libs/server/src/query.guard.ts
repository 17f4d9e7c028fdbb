import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decodeQuery } from './decode-query.js';
import { inputProblem } from './input-problem.js';

/** By route handler. */
const schemas = new WeakMap<object, z.ZodType>();
const nothing = z.strictObject({});

/** Declares a route's query parameters; the handler's `@Query()` is what the schema made of them. A route without it takes none. */
export const AcceptsQuery =
  (schema: z.ZodType): MethodDecorator =>
  (_target, _key, descriptor) => {
    schemas.set(descriptor.value as object, schema);
  };

/** Decodes the query strictly and refuses what a route has not declared. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const schema = schemas.get(context.getHandler());
    if (!schema && !request.originalUrl.includes('?')) return true;
    const result = (schema ?? nothing).safeParse(decodeQuery(request.originalUrl));
    if (!result.success) throw inputProblem(result.error);
    request.query = result.data;
    return true;
  }
}
