import type { FastifyReply, FastifyRequest } from 'fastify';

const name = 'initialsdb-session';

/** Where the console is reached by HTTPS only a `__Host-` cookie counts: no other host or plain-HTTP page can have set it. */
function cookieName(isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name;
}

const attributes = 'Path=/; HttpOnly; SameSite=Strict';

/** The session token that a request carries, or undefined. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  const wanted = `${cookieName(request.isHttps)}=`;
  const pair = request.headers.cookie
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted));
  return pair?.slice(wanted.length);
}

/** Gives the browser a session token, until the browser or the server ends it. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  write(request, reply, token, '');
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  write(request, reply, '', '; Max-Age=0');
}

function write({ isHttps }: FastifyRequest, reply: FastifyReply, value: string, more: string): void {
  const secure = isHttps ? '; Secure' : '';
  void reply.header('set-cookie', `${cookieName(isHttps)}=${value}; ${attributes}${secure}${more}`);
}
