import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ProblemError } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Unsafe methods need a browser's word that the request comes from this very site: `Sec-Fetch-Site: same-origin`, or an `Origin` of
 * this host where a browser sends no fetch metadata. Either of them saying otherwise refuses; so does the lack of both. With it, no
 * page elsewhere can make a signed-in moderator's browser change anything (OWASP, Cross-Site Request Forgery Prevention).
 */
@Injectable()
export class OriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (safeMethods.has(request.method) || isSameOrigin(request.headers)) return true;
    throw new ProblemError('FORBIDDEN', 'A change is accepted from the console’s own pages only.');
  }
}

export function isSameOrigin(headers: FastifyRequest['headers']): boolean {
  const site = headers['sec-fetch-site'];
  const { origin, host } = headers;
  if (site === undefined && origin === undefined) return false;
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || isOfHost(origin, host);
}

/** The scheme isn't compared: behind a proxy that ends TLS this process may not know its own. */
function isOfHost(origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin) || host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { protocol, host: from } = new URL(origin);
  return ['http:', 'https:'].includes(protocol) && from === new URL(`${protocol}//${host}`).host;
}
