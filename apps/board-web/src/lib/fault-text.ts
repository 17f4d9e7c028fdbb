import { ApiError, NoAnswerError } from '@initialsdb/web';

/** One sentence on why a request failed, for people. */
export function faultText(error: unknown): string {
  if (error instanceof NoAnswerError) {
    return navigator.onLine ? 'The board does not answer.' : 'You are offline.';
  }
  if (!(error instanceof ApiError)) return 'Something went wrong in this page.';
  switch (error.code) {
    case 'RATE_LIMITED':
      return 'Too many requests from your network; a moment’s rest will help.';
    case 'UNAVAILABLE':
      return 'The board is too busy or its database is away for the moment.';
    case 'INVALID_INPUT':
      return error.problem.errors?.[0]?.message ?? error.problem.detail;
    default:
      return error.problem.detail;
  }
}
