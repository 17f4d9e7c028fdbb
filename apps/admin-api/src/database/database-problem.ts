import { isUnavailable, PasswordHashBusyError } from '@initialsdb/database';
import { type ProblemError, unavailable } from '@initialsdb/server';

const retryAfterSeconds = 5;

/** What a client is told when the database is down, saturated or too slow, or too many sign in at once. */
export function databaseProblem(error: unknown): ProblemError | undefined {
  if (error instanceof PasswordHashBusyError) {
    return unavailable('Too many people sign in just now. Try again shortly.', retryAfterSeconds, error);
  }
  if (!isUnavailable(error)) return undefined;
  return unavailable('The database does not answer just now. Try again shortly.', retryAfterSeconds, error);
}
