import { describe, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import { useSelection } from './use-selection.js';

const render = (filter: Record<string, string> = {}) =>
  renderHook((props: { filter: Record<string, string> }) => useSelection(props.filter), { initialProps: { filter } });

describe('useSelection', () => {
  it('keeps rows that no loaded page holds', () => {
    const { result } = render();
    act(() => result.current.setRows({ 1: true }));
    act(() => result.current.setRows((rows) => ({ ...rows, 90: true })));
    expect(result.current.target).toEqual({ kind: 'ids', ids: [1, 90] });
    expect(result.current.count).toBe(2);
  });

  it('outlives an equal filter and begins anew with another', () => {
    const { result, rerender } = render({ q: 'a' });
    act(() => result.current.setRows({ 1: true }));
    rerender({ filter: { q: 'a' } });
    expect(result.current.count).toBe(1);
    rerender({ filter: { q: 'b' } });
    expect(result.current.count).toBe(0);
    act(() => result.current.setRows((rows) => ({ ...rows, 7: true })));
    expect(result.current.target).toEqual({ kind: 'ids', ids: [7] });
  });

  it('stands for the filter and its count where all that match are selected, until a row is changed', () => {
    const { result } = render({ q: 'casino' });
    act(() => result.current.setRows({ 1: true }));
    act(() => result.current.selectAll(214));
    expect(result.current.target).toEqual({ kind: 'filter', filter: { q: 'casino' }, count: 214 });
    expect(result.current.count).toBe(214);
    act(() => result.current.setRows(() => ({ 1: true, 2: true })));
    expect(result.current.target).toEqual({ kind: 'ids', ids: [1, 2] });
    act(() => result.current.clear());
    expect(result.current.count).toBe(0);
  });
});
