import { describe, expect, it } from '@jest/globals';
import { problemSchema } from '@initialsdb/contracts';
import { ApiError } from '@initialsdb/web';
import { faultText } from './fault-text.js';

function problem(code: string, detail: string, errors?: { path: string; message: string }[]): ApiError {
  return new ApiError(problemSchema.parse({ type: 'about:blank', title: 'T', status: 503, code, detail, errors }));
}

describe('why a request failed', () => {
  it.each([
    ['UNAVAILABLE', 'Too many people sign in just now. Try again shortly.'],
    ['UNAVAILABLE', 'The database does not answer just now. Try again shortly.'],
    ['CONFLICT', 'This backup is not running.'],
  ])('is told in the server’s words (%s: %s)', (code, detail) => {
    expect(faultText(problem(code, detail))).toBe(detail);
  });

  it('is told by the first field where the input is at fault', () => {
    const errors = [{ path: 'expiresAt', message: 'must lie in the future' }];
    expect(faultText(problem('INVALID_INPUT', 'The input is invalid.', errors))).toBe(
      'expiresAt: must lie in the future',
    );
  });
});
