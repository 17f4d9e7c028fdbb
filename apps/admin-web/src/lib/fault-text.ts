import { ApiError, NoAnswerError } from '@initialsdb/web';

/** One sentence on why a request failed, for people. */
export function faultText(error: unknown): string {
  if (error instanceof NoAnswerError) {
    return navigator.onLine ? 'The console’s server does not answer.' : 'You are offline.';
  }
  if (!(error instanceof ApiError)) return 'Something went wrong in this page.';
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return 'Your session has ended. Sign in again.';
    case 'INVALID_INPUT': {
      const [first] = error.problem.errors ?? [];
      if (!first) return error.problem.detail;
      return first.path === '' ? first.message : `${first.path}: ${first.message}`;
    }
    default:
      return error.problem.detail;
  }
}
