import { describe, expect, it, jest } from '@jest/globals';
import { Fresh } from './fresh.js';

function freshAt() {
  const changes = { generation: 0, isWatching: true };
  const loads: ((value: string) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const load = () =>
    new Promise<string>((resolve, reject) => {
      loads.push(resolve);
      fails.push(reject);
    });
  return { changes, loads, fails, fresh: new Fresh(changes, load) };
}

describe('a fresh value', () => {
  it('is loaded once for all who ask at the same time, and then kept', async () => {
    const { loads, fresh } = freshAt();
    const asked = [fresh.get(), fresh.get(), fresh.get()];
    expect(loads).toHaveLength(1);
    loads[0]?.('a');
    expect(await Promise.all(asked.map((value) => Promise.resolve(value)))).toEqual(['a', 'a', 'a']);
    expect(fresh.get()).toBe('a');
    expect(loads).toHaveLength(1);
  });

  it('is loaded anew after a change', async () => {
    const { changes, loads, fresh } = freshAt();
    const first = fresh.get();
    loads[0]?.('a');
    await first;
    changes.generation += 1;
    const second = fresh.get();
    loads[1]?.('b');
    expect(await second).toBe('b');
  });

  it('that began to load before a change is neither kept nor given to who asks after it', async () => {
    const { changes, loads, fresh } = freshAt();
    const before = fresh.get();
    changes.generation += 1;
    const after = fresh.get();
    expect(loads).toHaveLength(2);
    loads[1]?.('new');
    expect(await after).toBe('new');
    loads[0]?.('old');
    expect(await before).toBe('old');
    expect(await fresh.get()).toBe('new');
  });

  it('that takes long to load is not shared with those who come later, nor kept instead of what they got', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    const { loads, fresh } = freshAt();
    const slow = fresh.get();
    now.mockReturnValue(600);
    const later = fresh.get();
    expect(loads).toHaveLength(2);
    loads[1]?.('new');
    expect(await later).toBe('new');
    loads[0]?.('old');
    expect(await slow).toBe('old');
    expect(fresh.get()).toBe('new');
    now.mockRestore();
  });

  it('is not used while changes would go unnoticed', async () => {
    const { changes, loads, fresh } = freshAt();
    const first = fresh.get();
    loads[0]?.('a');
    await first;
    changes.isWatching = false;
    const second = fresh.get();
    expect(loads).toHaveLength(2);
    loads[1]?.('b');
    expect(await second).toBe('b');
  });

  it('that could not be loaded fails for those who asked, and is tried again', async () => {
    const { loads, fails, fresh } = freshAt();
    const first = fresh.get();
    fails[0]?.(new Error('down'));
    await expect(first).rejects.toThrow('down');
    const second = fresh.get();
    loads[1]?.('up');
    expect(await second).toBe('up');
  });
});
