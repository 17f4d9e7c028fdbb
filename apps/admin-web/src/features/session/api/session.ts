import { sessionAnswerSchema, type SessionAnswer, type SignIn } from '@initialsdb/contracts/admin';
import { ApiError, requestEmpty, requestJson } from '@initialsdb/web';
import { queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

async function getSession(signal: AbortSignal): Promise<SessionAnswer | null> {
  try {
    return await requestJson(sessionAnswerSchema, paths.api.session(), { signal });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') return null;
    throw error;
  }
}

/** Who is signed in; null where nobody is. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => getSession(signal),
    staleTime: 60_000,
  });
}

/** @throws {ApiError} UNAUTHENTICATED for every wrong part alike, RATE_LIMITED after too many failures */
export function signIn(credentials: SignIn): Promise<SessionAnswer> {
  return requestJson(sessionAnswerSchema, paths.api.session(), { method: 'POST', body: credentials });
}

/** Ends the session on the server. */
export function signOut(): Promise<void> {
  return requestEmpty(paths.api.session(), { method: 'DELETE' });
}
