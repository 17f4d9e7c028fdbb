import { describe, expect, it } from '@jest/globals';
import { dayBefore, filterOf, listParameters, readState, writeState } from './listings-state.js';

const read = (query: string) => readState(new URLSearchParams(query));

describe('the state in the URL', () => {
  it('is empty for the default and comes back the same from what it writes', () => {
    expect(writeState(read(''))).toBe('');
    const query =
      'q=caf%C3%A9&visibility=hidden&reported=false&poster=abc&from=2026-11-16&to=2026-11-23T10%3A00%3A00Z&sort=reports&order=asc&columns=id%2CcreatedAt';
    expect(writeState(read(query))).toBe(query);
    expect(read(writeState(read(query)))).toEqual(read(query));
  });

  it('takes what makes no sense as not given', () => {
    const query = 'visibility=gone&reported=maybe&from=yesterday&to=2026-13-40&sort=body&order=up&columns=size,id';
    expect(writeState(read(query))).toBe('columns=id');
    expect(read(query)).toMatchObject({ visibility: 'all', reported: undefined, from: '', to: '', sort: 'createdAt' });
  });

  it('tells a filter by “not reported” from none', () => {
    expect(filterOf(read('reported=false'))).toEqual({ reported: 'false' });
    expect(filterOf(read(''))).toEqual({});
  });

  it('keeps order and columns out of the filter, and columns out of what the API is asked', () => {
    const state = read('q=x&sort=reports&order=asc&columns=id');
    expect(filterOf(state)).toEqual({ q: 'x' });
    expect(listParameters(state)).toEqual({ q: 'x', sort: 'reports', order: 'asc' });
  });

  it('may have no optional columns at all', () => {
    expect(read('columns=').columns).toEqual([]);
    expect(writeState(read('columns='))).toBe('columns=');
  });

  it('counts days back in UTC', () => {
    expect(dayBefore(7, Date.parse('2026-11-23T00:30:00Z'))).toBe('2026-11-16');
  });
});
