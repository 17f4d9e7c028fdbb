import { describe, expect, it } from '@jest/globals';
import { problemSchema } from '@initialsdb/contracts';
import { ApiError, NoAnswerError } from '@initialsdb/web';
import { changeFaultText, faultText } from './fault-text.js';

function problem(code: string, detail: string, more: object = {}): ApiError {
  return new ApiError(problemSchema.parse({ type: 'about:blank', title: 'T', status: 503, code, detail, ...more }));
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
    expect(faultText(problem('INVALID_INPUT', 'The input is invalid.', { errors }))).toBe(
      'expiresAt: must lie in the future',
    );
  });
});

describe('a change that failed', () => {
  it('was not made where the API says so', () => {
    expect(changeFaultText(problem('UNAVAILABLE', 'Why.'))).toBe('Nothing was changed. Why.');
  });

  it('may have been made where nobody knows, which is said once', () => {
    const detail = 'It may have been saved or not.';
    expect(changeFaultText(problem('UNAVAILABLE', detail, { outcome: 'unknown' }))).toBe(detail);
    expect(changeFaultText(new NoAnswerError('No answer'))).toMatch(/^It may have been changed or not\. /);
  });
});
