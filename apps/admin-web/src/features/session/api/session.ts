import {
  sessionAnswerSchema,
  sessionUserSchema,
  totpEnrolmentSchema,
  type ChangePassword,
  type SessionAnswer,
  type SessionUser,
  type SignIn,
  type TotpEnrolment,
} from '@initialsdb/contracts/admin';
import { ApiError, requestEmpty, requestJson } from '@initialsdb/web';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
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

/** @throws {ApiError} UNAUTHENTICATED where the password is wrong; the session stays */
export function confirmPassword(password: string): Promise<void> {
  return requestEmpty(paths.api.confirmation(), { method: 'POST', body: { password } });
}

/** Ends every other session of this user. @throws {ApiError} UNAUTHENTICATED where the present password is wrong */
export function changePassword(change: ChangePassword): Promise<void> {
  return requestEmpty(paths.api.password(), { method: 'POST', body: change });
}

/** Begins an enrolment. @throws {ApiError} UNAUTHENTICATED where the password was not given lately */
export function beginTotp(): Promise<TotpEnrolment> {
  return requestJson(totpEnrolmentSchema, paths.api.totp(), { method: 'POST', body: {} });
}

/** Completes an enrolment with a code of the new secret. @throws {ApiError} INVALID_INPUT where it is wrong */
export async function completeTotp(code: string): Promise<SessionUser> {
  const answer = z.object({ user: sessionUserSchema });
  return (await requestJson(answer, paths.api.totp(), { method: 'POST', body: { code } })).user;
}

/** Takes the authenticator off. @throws {ApiError} FORBIDDEN where everybody must have one */
export function removeTotp(): Promise<void> {
  return requestEmpty(paths.api.totp(), { method: 'DELETE' });
}
