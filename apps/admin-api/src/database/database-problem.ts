import { isUnavailable, OutcomeUnknownError, PasswordHashBusyError } from '@initialsdb/database';
import { outcomeUnknown, type ProblemError, unavailable } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';

const retryAfterSeconds = 5;

/** What a client is told when the database is down, saturated or too slow, or too many sign in at once. */
export function databaseProblem(error: unknown, { method }: FastifyRequest): ProblemError | undefined {
  if (error instanceof PasswordHashBusyError) {
    return unavailable('Too many people sign in just now. Try again shortly.', retryAfterSeconds, error);
  }
  if (!isUnavailable(error)) return undefined;
  const isRead = method === 'GET' || method === 'HEAD';
  if (error instanceof OutcomeUnknownError && !isRead) return outcomeUnknown(retryAfterSeconds, error);
  return unavailable('The database does not answer just now. Try again shortly.', retryAfterSeconds, error);
}
