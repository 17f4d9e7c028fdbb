import { ProblemError } from '@initialsdb/server';

/**
 * The token of an Authorization header (RFC 6750).
 *
 * @throws {ProblemError} UNAUTHENTICATED where there is none, which says nothing of what the request was about
 */
export function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1];
  if (token) return token;
  throw new ProblemError('UNAUTHENTICATED', 'This needs the delete token: Authorization: Bearer TOKEN.', {
    headers: { 'www-authenticate': 'Bearer' },
  });
}
