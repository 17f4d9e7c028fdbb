import { ProblemError } from '@initialsdb/server';
import { clientFailuresMax, failureWindowMs } from './sign-in-throttle.js';

/** One answer for a wrong name, password or code, a missing or used code, and a disabled user. */
export function signInRefused(): ProblemError {
  return new ProblemError('UNAUTHENTICATED', 'The name, the password or the authenticator’s code is wrong.');
}

/** The headers are those of the IETF's RateLimit draft (draft-ietf-httpapi-ratelimit-headers-10). */
export function tooManyFailures(retryAfterMs: number): ProblemError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return new ProblemError('RATE_LIMITED', 'Too many failed sign-ins from this address. Try again later.', {
    headers: {
      'retry-after': String(seconds),
      'ratelimit-policy': `"sign-in";q=${clientFailuresMax};w=${failureWindowMs / 1000}`,
      ratelimit: `"sign-in";r=0;t=${seconds}`,
    },
  });
}

/** For what needs the password to have been given within the last quarter of an hour. */
export function confirmationNeeded(): ProblemError {
  return new ProblemError('UNAUTHENTICATED', 'Give your password again: the last time was more than 15 minutes ago.', {
    members: { confirmation: true },
  });
}
