import { ApiError, isOutcomeUnknown, NoAnswerError } from '@initialsdb/web';

/** One sentence on why a request failed, for people. */
export function faultText(error: unknown): string {
  if (error instanceof NoAnswerError) {
    return navigator.onLine ? 'The board does not answer.' : 'You are offline.';
  }
  if (!(error instanceof ApiError)) return 'Something went wrong in this page.';
  switch (error.code) {
    case 'RATE_LIMITED':
      return `Too many requests from your network. Try again ${afterText(error.retryAfterMs)}.`;
    case 'UNAVAILABLE':
      return isOutcomeUnknown(error)
        ? 'The board lost its database and does not know whether this was saved.'
        : 'The board is too busy or its database is away for the moment.';
    case 'INVALID_INPUT':
      return error.problem.errors?.[0]?.message ?? error.problem.detail;
    default:
      return error.problem.detail;
  }
}

function afterText(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return 'shortly';
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds <= 90 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} minutes`;
}
