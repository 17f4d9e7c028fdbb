import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AdminConfig } from '@initialsdb/config';
import type { AdminRole } from '@initialsdb/contracts/admin';
import { CONFIG, ProblemError } from '@initialsdb/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readSessionCookie } from '../sessions/session-cookie.js';
import { type Session, SessionStore } from '../sessions/session-store.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The session that the access guard found, on routes that need one. */
    session?: Session;
  }
}

/** What a route asks of its caller. `evenWithoutTotp`: also where a user has yet to enrol an authenticator that is required. */
export type Access = { anyone: true } | { roles: readonly AdminRole[]; evenWithoutTotp?: boolean };

const ACCESS = Symbol('access');
const everyRole = ['moderator', 'operator', 'admin'] as const;

/** Callers of these roles, signed in. */
export const Allow = (...roles: AdminRole[]) => SetMetadata<symbol, Access>(ACCESS, { roles });
/** Anybody who is signed in. */
export const AllowSignedIn = (options: { evenWithoutTotp?: boolean } = {}) =>
  SetMetadata<symbol, Access>(ACCESS, { roles: everyRole, ...options });
/** Also those who aren't signed in. */
export const AllowAnyone = () => SetMetadata<symbol, Access>(ACCESS, { anyone: true });

/** What a route's handler declares; undefined where it declares nothing. */
export function accessOf(
  reflector: Reflector,
  handler: ReturnType<ExecutionContext['getHandler']>,
): Access | undefined {
  return reflector.get<Access | undefined>(ACCESS, handler);
}

/** The session of the caller; only on routes that need one. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const { session } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!session) throw new Error('A route asks for the session without declaring who may call it.');
  return session;
});

/** Lets a request through where its route allows the caller; a route that declares nothing is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionStore,
    @Inject(CONFIG) private readonly config: AdminConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Whatever is answered is for this person alone, now.
    void context.switchToHttp().getResponse<FastifyReply>().header('cache-control', 'no-store');
    const access = accessOf(this.reflector, context.getHandler());
    if (!access) throw new ProblemError('FORBIDDEN', 'This route is open to nobody.');
    if ('anyone' in access) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const session = await this.sessions.find(readSessionCookie(request));
    if (!session) throw new ProblemError('UNAUTHENTICATED', 'This needs a sign-in.');
    this.check(access, session);
    request.session = session;
    return true;
  }

  private check(access: Exclude<Access, { anyone: true }>, { user }: Session): void {
    if (!access.roles.includes(user.role)) {
      throw new ProblemError('FORBIDDEN', `This needs the role ${access.roles.join(' or ')}; yours is ${user.role}.`);
    }
    if (this.config.requireTotp && !user.hasTotp && !access.evenWithoutTotp) {
      throw new ProblemError('FORBIDDEN', 'Enrol an authenticator first: it is required here.');
    }
  }
}
