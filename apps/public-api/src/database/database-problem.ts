import { isUnavailable } from '@initialsdb/database';
import { type ProblemError, unavailable } from '@initialsdb/server';

const retryAfterSeconds = 5;

/** What a client is told when the database is down, saturated or too slow. */
export function databaseProblem(error: unknown): ProblemError | undefined {
  if (!isUnavailable(error)) return undefined;
  return unavailable(
    'The database does not answer just now. Nothing was lost; try again shortly.',
    retryAfterSeconds,
    error,
  );
}
