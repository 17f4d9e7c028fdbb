import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decodeQuery } from './decode-query.js';
import { inputProblem } from './input-problem.js';

const ACCEPTS_QUERY = Symbol('accepts query');
const nothing = z.strictObject({});

/** Declares a route's query parameters; the handler's `@Query()` is what the schema made of them. A route without it takes none. */
export const AcceptsQuery = (schema: z.ZodType) => SetMetadata(ACCEPTS_QUERY, schema);

/** Decodes the query strictly and refuses what a route has not declared. */
@Injectable()
export class QueryGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const schema = this.reflector.get<z.ZodType | undefined>(ACCEPTS_QUERY, context.getHandler());
    if (!schema && !request.originalUrl.includes('?')) return true;
    const result = (schema ?? nothing).safeParse(decodeQuery(request.originalUrl));
    if (!result.success) throw inputProblem(result.error);
    request.query = result.data;
    return true;
  }
}
