import { describe, expect, it } from '@jest/globals';
import { ApiError, NoAnswerError } from '@initialsdb/web';
import { changeFaultText } from './fault-text.js';

const unavailable = {
  type: 'about:blank',
  title: 'Unavailable',
  status: 503,
  detail: 'Why.',
  code: 'UNAVAILABLE',
} as const;

describe('a change that failed', () => {
  it('was not made where the API says so, and may have been where nobody knows', () => {
    expect(changeFaultText(new ApiError(unavailable))).toMatch(/^Nothing was changed\./);
    for (const error of [new ApiError({ ...unavailable, outcome: 'unknown' }), new NoAnswerError('No answer')]) {
      expect(changeFaultText(error)).toMatch(/^It may have been changed or not\./);
    }
  });
});
