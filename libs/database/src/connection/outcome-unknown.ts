import { isUnavailable } from './unavailable.js';

/** The connection broke after a statement was sent and before its end was told: what it was to change may have been changed or not. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';

  constructor(cause: unknown) {
    super('PostgreSQL did not say what became of the statement.', { cause });
  }
}

/** Of pg 8.23, for a connection that had broken before: it has sent nothing. */
const notSent = / is not queryable$/;

/**
 * Waits for what makes changes last: a statement of its own, or COMMIT. Any other statement of a transaction that is cut off has changed nothing.
 *
 * @throws {OutcomeUnknownError} instead of the fault of a connection; an error that PostgreSQL told of itself is thrown as it is, for then it
 * has rolled back
 */
export async function lasting<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const { severity, message } = error as { severity?: unknown; message?: unknown };
    if (severity === 'ERROR' || notSent.test(String(message)) || !isUnavailable(error)) throw error;
    throw new OutcomeUnknownError(error);
  }
}
