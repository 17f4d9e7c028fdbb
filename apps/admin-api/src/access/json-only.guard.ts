import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { contentTypeFault } from '@initialsdb/guards';
import { hasBody, ProblemError } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';

/** A body is JSON or isn't read: also what keeps a form on another site from sending one. */
@Injectable()
export class JsonOnlyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!hasBody(request.raw)) return true;
    const fault = contentTypeFault(request.headers['content-type'], request.headers['content-encoding']);
    if (fault !== undefined) throw new ProblemError('UNSUPPORTED_MEDIA_TYPE', fault);
    return true;
  }
}
