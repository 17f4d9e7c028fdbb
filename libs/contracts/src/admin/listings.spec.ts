import { describe, expect, it } from '@jest/globals';
import { adminListingsQuerySchema, changeVisibilitySchema } from './listings.js';
import { createVisibilityBatchSchema } from './visibility-batches.js';

describe('the admin list of listings', () => {
  it('shows everything, newest first, where nothing is asked for', () => {
    expect(adminListingsQuerySchema.parse({})).toEqual({
      visibility: 'all',
      sort: 'createdAt',
      order: 'desc',
      limit: 20,
    });
  });

  it('takes an empty field for one that is not given', () => {
    const query = { visibility: '', reported: '', poster: '', from: '', to: '' };
    expect(adminListingsQuerySchema.parse(query)).toMatchObject({ visibility: 'all', poster: undefined });
  });

  it.each([
    { limit: '0' },
    { limit: '101' },
    { limit: '1e1' },
    { reported: 'yes' },
    { visibility: 'gone' },
    { from: 'yesterday' },
    { q: 'a b c d e f g h i' },
    { unknown: '1' },
  ])('refuses %j', (query) => {
    expect(adminListingsQuerySchema.safeParse(query).success).toBe(false);
  });
});

describe('a change of visibility', () => {
  it.each([
    [{ isHidden: true, version: 1, reason: 'spam' }, true],
    [{ isHidden: true, version: 1 }, false],
    [{ isHidden: true, version: 1, reason: 'other' }, false],
    [{ isHidden: true, version: 1, reason: 'other', note: '  ' }, false],
    [{ isHidden: true, version: 1, reason: 'other', note: 'off topic' }, true],
    [{ isHidden: false, version: 1 }, true],
    [{ isHidden: false, version: 1, reason: 'other' }, true],
    [{ isHidden: false }, false],
  ])('%j: %s', (change, accepted) => {
    expect(changeVisibilitySchema.safeParse(change).success).toBe(accepted);
  });
});

it('keeps the lines of a note, however they end', () => {
  const change = { isHidden: true, version: 1, reason: 'other', note: ' first\r\nsecond\rthird\n' };
  expect(changeVisibilitySchema.parse(change).note).toBe('first\nsecond\nthird');
});

describe('a visibility batch', () => {
  const hide = { isHidden: true, reason: 'spam' };
  it.each([
    [{ ...hide, ids: [1, 2] }, true],
    [{ ...hide, filter: {}, expectedCount: 3 }, true],
    [{ ...hide, filter: { q: 'x', reported: true, sort: 'reports' }, expectedCount: 3 }, true],
    [{ ...hide, filter: { limit: '5' }, expectedCount: 3 }, false],
    [{ ...hide, filter: {} }, false],
    [{ ...hide, ids: [] }, false],
    [{ ...hide, ids: [1], filter: {}, expectedCount: 1 }, false],
    [{ isHidden: true, ids: [1] }, false],
    [{ isHidden: false, ids: [1] }, true],
  ])('%j: %s', (batch, accepted) => {
    expect(createVisibilityBatchSchema.safeParse(batch).success).toBe(accepted);
  });
});
