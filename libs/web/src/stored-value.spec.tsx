import { beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { storedValue } from './stored-value.js';

const make = (storage: () => Storage = () => localStorage) =>
  storedValue({ storage, key: 'test', schema: z.array(z.number()), fallback: [] });

beforeEach(() => localStorage.clear());

describe('storedValue', () => {
  it('is there again for a new reader', () => {
    make().set([1, 2]);
    expect(make().get()).toEqual([1, 2]);
  });

  it('takes what does not fit for nothing', () => {
    for (const text of ['{"a":1}', 'not JSON', '["1"]']) {
      localStorage.setItem('test', text);
      expect(make().get()).toEqual([]);
    }
  });

  it('gives the same value until it changes, as useSyncExternalStore asks', () => {
    localStorage.setItem('test', '[1]');
    const value = make();
    expect(value.get()).toBe(value.get());
  });

  it('keeps the value in memory where storage is switched off or full', () => {
    const value = make(() => {
      throw new DOMException('Denied', 'SecurityError');
    });
    value.set([3]);
    expect(value.get()).toEqual([3]);
  });

  it('never overwrites what another tab wrote, listened to or not', () => {
    const value = make();
    value.set([1]);
    localStorage.setItem('test', '[1,2]');
    value.set([...value.get(), 3]);
    expect(make().get()).toEqual([1, 2, 3]);
  });

  it('follows other tabs', () => {
    const value = make();
    let calls = 0;
    const unsubscribe = value.subscribe(() => (calls += 1));
    localStorage.setItem('test', '[7]');
    window.dispatchEvent(new StorageEvent('storage', { key: 'test', newValue: '[7]' }));
    expect(value.get()).toEqual([7]);
    expect(calls).toBe(1);
    unsubscribe();
  });
});
