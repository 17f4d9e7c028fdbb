import { describe, expect, it } from '@jest/globals';
import type { Problem, ProblemCode } from '@initialsdb/contracts';
import { ApiError, NoAnswerError } from '@initialsdb/web';
import { faultText } from './fault-text.js';

function refusal(code: ProblemCode, more: Partial<Problem> = {}, retryAfterMs?: number): ApiError {
  return new ApiError({ type: 'about:blank', title: code, status: 400, detail: 'Why.', code, ...more }, retryAfterMs);
}

describe('why a request failed', () => {
  it.each([
    [42_000, 'in 42 s'],
    [0, 'in 1 s'],
    [3_600_000, 'in 60 minutes'],
    [undefined, 'shortly'],
  ])('says when to try again after a 429: %s ms', (retryAfterMs, when) => {
    const text = faultText(refusal('RATE_LIMITED', {}, retryAfterMs));
    expect(text).toBe(`Too many requests from your network. Try again ${when}.`);
  });

  it('says of a change whether it may have been made', () => {
    expect(faultText(refusal('UNAVAILABLE'))).toMatch(/^The board is too busy/);
    expect(faultText(refusal('UNAVAILABLE', { outcome: 'unknown' }))).toMatch(/does not know whether this was saved/);
    expect(faultText(new NoAnswerError('No answer'))).toBe('The board does not answer.');
  });
});
