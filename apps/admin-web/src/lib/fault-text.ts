import { ApiError, isOutcomeUnknown, NoAnswerError } from '@initialsdb/web';

/** Why a change failed, and whether it was made all the same, for people. */
export function changeFaultText(error: unknown): string {
  if (!isOutcomeUnknown(error)) return `Nothing was changed. ${faultText(error)}`;
  // The API's own words say it.
  return error instanceof ApiError ? faultText(error) : `It may have been changed or not. ${faultText(error)}`;
}

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
